namespace Orchestration.Executions;

/// <summary>The stage in which the execution is was marked as failed.</summary>
/// <param name="Mode">The mode in force.</param>
/// <param name="Command">The newest accepted command.</param>
internal sealed record StageMark(StopMode Mode, AcceptedCommand Command);
