namespace Orchestration;

/// <summary>How a stopped scope closes. A later value is stronger; an accepted outcome never falls.</summary>
public enum IntentOutcome
{
    /// <summary>Closes as <c>Stopped</c>.</summary>
    Stopped,

    /// <summary>Closes as <c>Aborted</c>.</summary>
    Aborted,
}
