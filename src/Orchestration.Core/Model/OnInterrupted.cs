namespace Orchestration;

/// <summary>What becomes of an action whose attempt was cut off by a crash or a shutdown of its host.</summary>
public enum OnInterrupted
{
    /// <summary>A new attempt runs; the lost one does not consume a retry budget. The default.</summary>
    Retry,

    /// <summary>The action fails with reason <see cref="ReasonCode.HostEnded"/>.</summary>
    Fail,

    /// <summary>The action closes as abandoned with reason <see cref="ReasonCode.HostEnded"/>.</summary>
    Abandon,
}
