namespace Orchestration.Exploration.Moves;

/// <summary>What a stop and an abort have in common.</summary>
internal abstract record StoppingMove(StopMode Mode) : VerbMove
{
    public TimeSpan Grace { get; init; }

    public TimeSpan? Deadline { get; init; }

    public OnDuplicate OnDuplicate { get; init; }

    public abstract IntentOutcome Outcome { get; }
}
