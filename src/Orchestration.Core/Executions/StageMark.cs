namespace Orchestration.Executions;

/// <summary>The stage in which the execution is was marked as failed.</summary>
/// <param name="StageIndex">The stage.</param>
/// <param name="Mode">The mode in force.</param>
/// <param name="Command">The newest accepted command.</param>
internal sealed record StageMark(int StageIndex, StopMode Mode, AcceptedCommand Command);
