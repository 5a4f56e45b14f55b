namespace Orchestration;

/// <summary>The attempt is over, and its code still runs, as an orphan. What becomes of the action stands in the next event.</summary>
public sealed class AttemptAbandoned : ActionEvent
{
    /// <summary>The attempt.</summary>
    public required int Attempt { get; init; }
}
