namespace Orchestration;

/// <summary>A rerun that reuses: results of the earlier execution's child actions, which starts with the same keys take over.</summary>
public sealed class ResultsCarried : ExecutionEvent
{
    /// <summary>The results, in the order of the earlier execution.</summary>
    public required IReadOnlyList<CarriedResult> Results { get; init; }
}
