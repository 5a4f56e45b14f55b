using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Exploration.Invariants;

/// <summary>
/// A rollback undoes what succeeded here, each once, the last completed first, then releases what was registered in the stage, the last first.
/// It begins with the stage that failed, and goes to earlier ones only where the strategy says so.
/// </summary>
internal sealed class RollsBackInOrder : IEventInvariant
{
    public string? Check(EventStep step) => step.Event switch
    {
        RollbackStarted e when step.Before.Step is null => Undoes(step.Before, e.ActionIndex),
        ReleaseStarted e when step.Before is { Status: ExecutionStatus.RollingBack, Step: null } => Releases(step.Before, e),
        StageRollingBack { Strategy: not null } e => step.Before is { Intent: null, Rollback: null } ? null : $"the execution is {step.Before.Status}.",
        StageRollingBack e => Earlier(step.Before, e.StageIndex),
        StageClosed e when step.Before.Stages[e.StageIndex].Status == StageStatus.RollingBack && step.Before.Intent is null => Left(step.Before, e.StageIndex, step.World.State.Missing is not null),
        _ => null,
    };

    private static string? Undoes(ExecutionState before, int index)
    {
        StageStructure stage = before.Structure.Actions[index].Stage;
        bool isDue = before.Status == ExecutionStatus.RollingBack && before.Rollback?.Stage == stage.Index && CanBeUndone(before, index);
        if (!isDue)
        {
            return $"action {index} is {before.Actions[index].Status}, the execution {before.Status}.";
        }

        int later = Array.FindIndex(
            before.Structure.Actions,
            other => other.Stage == stage && CanBeUndone(before, other.Index) && before.Actions[other.Index].Closed!.Sequence > before.Actions[index].Closed!.Sequence);
        return later < 0 ? null : $"action {later} completed after it.";
    }

    private static string? Releases(ExecutionState before, ReleaseStarted e)
    {
        int stage = before.Rollback!.Stage;
        int undone = Array.FindIndex(before.Structure.Actions, action => action.Stage.Index == stage && CanBeUndone(before, action.Index));
        ResourceState? last = Untried(before, stage).LastOrDefault();
        return undone >= 0 ? $"action {undone} is not rolled back."
            : last?.Registered.Key != e.Key || last.Registered.Kind != e.Kind ? $"{last?.Registered.Key ?? "none"} is to be released before."
            : null;
    }

    private static string? Earlier(ExecutionState before, int stage) =>
        before.Rollback is not { Failed.Strategy: FailureStrategyKind.RollbackPipeline } rollback ? "only the stage is to be rolled back."
        : stage >= rollback.Stage ? $"stage {rollback.Stage} was rolled back already."
        : before.Intent is not null ? "the execution is asked to end."
        : Left(before, rollback.Stage, isGone: false);

    private static string? Left(ExecutionState before, int stage, bool isGone)
    {
        int undone = Array.FindIndex(before.Structure.Actions, action => action.Stage.Index == stage && CanBeUndone(before, action.Index));
        return isGone ? null
            : undone >= 0 ? $"action {undone} is not rolled back."
            : Untried(before, stage).FirstOrDefault() is { } resource ? $"{resource.Registered.Key} is not released."
            : null;
    }

    private static bool CanBeUndone(ExecutionState before, int index) =>
        before.Structure.Actions[index].CanRollBack && before.Actions[index].Status == ActionStatus.Succeeded && before.FindRollback(index) is null;

    private static IEnumerable<ResourceState> Untried(ExecutionState before, int stage) => before.Resources.Where(
        resource => resource.Release is not { Failure: null } && before.Structure.Actions[resource.Registered.ActionIndex].Stage.Index == stage
            && !(resource.Release?.Sequence > before.Rollback!.Failed.Sequence));
}
