namespace Orchestration;

/// <summary>Where a watch ends.</summary>
public enum WatchUntil
{
    /// <summary>After an event that closes the execution, unless a reopening event already follows it; at once behind such an event. The default.</summary>
    Closed,

    /// <summary>At the newest event there is; nothing is waited for.</summary>
    Now,

    /// <summary>Never; later events of orphans, retries and resumes are seen too.</summary>
    Forever,
}
