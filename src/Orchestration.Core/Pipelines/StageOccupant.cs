namespace Orchestration;

/// <summary>An execution that is in a stage, or waits in front of it.</summary>
/// <param name="Execution">The execution.</param>
/// <param name="Since">Since when, in UTC.</param>
public sealed record StageOccupant(ExecutionId Execution, DateTimeOffset Since);
