using Orchestration.Executions;

namespace Orchestration.Exploration.Pipelines.Worlds;

/// <summary>Where an execution stands, read from its own state alone.</summary>
internal static class Stands
{
    public static bool WaitsForEntry(ExecutionState state, int stage) => state.Stages[stage] is { Status: StageStatus.Waiting, WaitsFor: StageWait.Entry };

    /// <summary>It is in the stage, or past gate and lock and only its condition or its own orphans hold it up.</summary>
    public static bool IsInside(ExecutionState state, int stage) =>
        state.Stages[stage].Status is StageStatus.Running or StageStatus.Stopping or StageStatus.RollingBack
        || IsRolledBackNow(state, stage)
        || (state.Stages[stage].Status == StageStatus.Waiting && state.Stages[stage].WaitsFor is StageWait.Condition or StageWait.Orphans);

    /// <summary>The stage is being undone, after it has closed.</summary>
    private static bool IsRolledBackNow(ExecutionState state, int stage) => state is { Rollback: { } rollback, Finish: null, Closed: null } && rollback.Stage == stage;

    /// <summary>It is inside, or its orphans are and have to return first.</summary>
    public static bool Holds(ExecutionState state, int stage, long epoch) =>
        IsInside(state, stage) || (state.Structure.Unlock == UnlockPolicy.AfterOrphansSettle && HasOrphans(state, stage, epoch));

    public static bool HasOrphans(ExecutionState state, int stage, long epoch) => state.Orphans.Exists(
        orphan => orphan.Returned is null && orphan.Attempt.Epoch == epoch && orphan.Attempt.StageIndexIn(state) == stage);

    private static int StageIndexIn(this ActionStarted attempt, ExecutionState state) => state.Structure.Actions[attempt.ActionIndex].Stage.Index;
}
