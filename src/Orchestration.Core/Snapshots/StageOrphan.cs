namespace Orchestration;

/// <summary>Abandoned code that still runs, and whose it is.</summary>
/// <param name="Execution">The execution.</param>
/// <param name="Orphan">The code.</param>
public sealed record StageOrphan(ExecutionId Execution, Orphan Orphan);
