namespace Orchestration;

/// <summary>Where an execution stands in the chain that resumes made.</summary>
/// <param name="Root">The first execution of the chain; its own id unless it resumes another.</param>
/// <param name="Iteration">Its number in the chain, from 1.</param>
/// <param name="ResumedFrom">The execution that it continues.</param>
/// <param name="FromStage">The stage that it began with; for a reapplication the one that it runs.</param>
public sealed record Lineage(ExecutionId Root, int Iteration = 1, ExecutionId? ResumedFrom = null, string? FromStage = null);
