namespace Orchestration;

/// <summary>A rollback: what was to be undone.</summary>
/// <param name="Strategy">Whether the stage or the pipeline is rolled back.</param>
/// <param name="Stage">The stage that failed.</param>
/// <param name="BeganAt">When it began, in UTC.</param>
/// <param name="Remaining">The actions that are not rolled back, as <c>stage/action</c>: what is left to do or, once the execution is closed, was left out.</param>
/// <param name="LeftStages">The stages that were left as they are, and why.</param>
public sealed record RollbackSnapshot(
    FailureStrategyKind Strategy,
    string Stage,
    DateTimeOffset BeganAt,
    IReadOnlyList<string> Remaining,
    IReadOnlyDictionary<string, Failure> LeftStages);
