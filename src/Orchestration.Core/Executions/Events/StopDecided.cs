namespace Orchestration;

/// <summary>The engine itself ends the execution: a time limit has passed, or a failure strategy aborts it.</summary>
public sealed class StopDecided : ExecutionEvent
{
    /// <summary>The stage whose limit has passed, or whose action failed; null for the pipeline's limit.</summary>
    public string? Stage { get; init; }

    /// <summary>What happens to actions in flight.</summary>
    public required StopMode Mode { get; init; }

    /// <summary>How the scope will close.</summary>
    public required IntentOutcome Outcome { get; init; }

    /// <summary>How long signalled actions have to return.</summary>
    public required TimeSpan Grace { get; init; }
}
