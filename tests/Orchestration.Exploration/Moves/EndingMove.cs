namespace Orchestration.Exploration.Moves;

/// <summary>What all verbs have in common that ask something to end.</summary>
internal abstract record EndingMove(StopMode Mode) : VerbMove
{
    public TimeSpan Grace { get; init; }

    public TimeSpan? Deadline { get; init; }

    public OnDuplicate OnDuplicate { get; init; }

    public abstract IntentOutcome Outcome { get; }
}
