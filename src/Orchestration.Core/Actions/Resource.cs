namespace Orchestration;

/// <summary>Something that an action registered in its execution's ledger.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Key">Its name among its kind.</param>
/// <param name="Data">What a cleaner needs to find it.</param>
/// <param name="Execution">The execution that registered it.</param>
/// <param name="Stage">The stage of the action.</param>
/// <param name="Action">The action.</param>
/// <param name="Attempt">The attempt, from 1.</param>
/// <param name="RegisteredAt">When it was registered.</param>
public sealed record Resource(
    string Kind,
    string Key,
    string? Data,
    ExecutionId Execution,
    string Stage,
    string Action,
    int Attempt,
    DateTimeOffset RegisteredAt)
{
    /// <summary>When it was released; null where it was not.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>What went wrong when it was to be released for the last time; null where nothing did.</summary>
    public Failure? ReleaseFailure { get; init; }
}
