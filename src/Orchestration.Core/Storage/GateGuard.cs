namespace Orchestration.Storage;

/// <summary>A commit that lets an execution pass a gate, or wait at it, says at which version it read the pipeline's gates.</summary>
/// <param name="Pipeline">The pipeline's name.</param>
/// <param name="GateVersion">Any other <see cref="PipelineRecord.GateVersion"/> is a <see cref="CommitResult.Conflict"/>; 0 for a pipeline without a record.</param>
public readonly record struct GateGuard(string Pipeline, long GateVersion);
