namespace Orchestration.Executions;

/// <summary>A rollback, and how far it is.</summary>
/// <param name="Failed">The stage whose failure asked for it, and how that one closes.</param>
/// <param name="Stage">The stage that is being rolled back; the first one at the last.</param>
internal sealed record RollbackState(StageRollingBack Failed, int Stage)
{
    public bool OfPipeline => Failed.Strategy == FailureStrategyKind.RollbackPipeline;

    /// <summary>The stages that were left as they are.</summary>
    public IReadOnlyList<StageRolledBack> Left { get; init; } = [];
}
