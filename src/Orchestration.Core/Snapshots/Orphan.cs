namespace Orchestration;

/// <summary>User code that was still running when its attempt, or the rollback of it, was closed without it.</summary>
/// <param name="Stage">The action's stage.</param>
/// <param name="Action">The action.</param>
/// <param name="Attempt">The attempt, from 1.</param>
/// <param name="AbandonedAt">When it was closed.</param>
/// <param name="IsRunning">Whether the code still runs; code of a host that has ended doesn't.</param>
/// <param name="ReturnedAt">When it returned, if it was seen to.</param>
/// <param name="Failure">What it threw then.</param>
public sealed record Orphan(
    string Stage,
    string Action,
    int Attempt,
    DateTimeOffset AbandonedAt,
    bool IsRunning,
    DateTimeOffset? ReturnedAt,
    Failure? Failure)
{
    /// <summary>Whether it is the code that undoes the attempt, and not the attempt's own.</summary>
    public bool IsRollback { get; init; }
}
