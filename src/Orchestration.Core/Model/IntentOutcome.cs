namespace Orchestration;

/// <summary>How a scope closes that is asked to end. A later value is stronger; an accepted outcome never falls.</summary>
public enum IntentOutcome
{
    /// <summary>Closes as <c>Expired</c>: a time limit has passed.</summary>
    Expired = -2,

    /// <summary>Closes as <c>Failed</c>: marked as failed.</summary>
    Failed = -1,

    /// <summary>Closes as <c>Stopped</c>.</summary>
    Stopped = 0,

    /// <summary>Closes as <c>Aborted</c>.</summary>
    Aborted = 1,
}
