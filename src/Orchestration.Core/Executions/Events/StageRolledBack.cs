namespace Orchestration;

/// <summary>The rollback of a stage is over.</summary>
public sealed class StageRolledBack : StageEvent
{
    /// <summary>Why it was left as it is, if it was.</summary>
    public Failure? Failure { get; init; }
}
