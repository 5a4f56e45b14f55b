namespace Orchestration;

/// <summary>An execution that waits for its definition.</summary>
/// <param name="Execution">The execution.</param>
/// <param name="Pipeline">The pipeline's name.</param>
/// <param name="PipelineVersion">The version that the definition declared.</param>
/// <param name="Since">Since when it waits, in UTC.</param>
/// <param name="InvalidateAt">When it closes as <see cref="ExecutionStatus.Invalidated"/>, in UTC.</param>
public sealed record MissingDefinition(ExecutionId Execution, string Pipeline, string PipelineVersion, DateTimeOffset Since, DateTimeOffset InvalidateAt);
