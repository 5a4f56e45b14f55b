using Orchestration.Definitions;
using Orchestration.Pipelines;

namespace Orchestration.Executions;

/// <summary>What a rollback has left to do.</summary>
internal static class RollbackPlan
{
    /// <summary>The succeeded action that completed last and is not rolled back.</summary>
    public static ActionStructure? NextAction(ExecutionState state, StageStructure stage)
    {
        int? last = null;
        for (int index = stage.FirstAction; index < stage.EndAction; index++)
        {
            if (IsLeft(state, index) && (last is null || state.Actions[index].Closed!.Sequence > state.Actions[last.Value].Closed!.Sequence))
            {
                last = index;
            }
        }

        return last is null ? null : state.Structure.Actions[last.Value];
    }

    /// <summary>The resource that was registered last and that this rollback has not tried to release.</summary>
    public static ResourceState? NextResource(ExecutionState state, StageStructure stage) =>
        state.FindLastLeftBehind(resource => resource.Registered.Stage == stage.Name && resource.IsUntriedSince(state.Rollback!.Failed.Sequence));

    public static bool HasWork(ExecutionState state, StageStructure stage) => Actions(state, stage).Any() || NextResource(state, stage) is not null;

    /// <summary>The succeeded actions of a stage that can be rolled back, and are not; results from elsewhere never are.</summary>
    public static IEnumerable<ActionStructure> Actions(ExecutionState state, StageStructure stage) =>
        Enumerable.Range(stage.FirstAction, stage.ActionCount)
            .Where(index => IsLeft(state, index))
            .Select(index => state.Structure.Actions[index]);

    /// <summary>The actions that the rollback was to undo, and did not.</summary>
    public static IEnumerable<ActionStructure> Left(ExecutionState state)
    {
        if (state.Rollback is not { } rollback)
        {
            return [];
        }

        int first = rollback.OfPipeline ? 0 : rollback.Failed.StageIndex;
        return state.Structure.Stages[first..(rollback.Failed.StageIndex + 1)].SelectMany(stage => Actions(state, stage));
    }

    /// <summary>A later execution that has entered the stage since, or is about to; it must not lose the ground under its feet.</summary>
    public static ExecutionId? LaterExecution(Draft draft, StageStructure stage)
    {
        StageLine? line = draft.Pipeline?.Find(stage.Name);
        ExecutionId own = draft.State.Id;
        return line?.Latest is { } latest && latest != own ? latest : line?.Holder is { } holder && holder.Execution != own ? holder.Execution : null;
    }

    private static bool IsLeft(ExecutionState state, int action) =>
        state.Actions[action].Status == ActionStatus.Succeeded && state.Structure.Actions[action].CanRollBack && state.FindRollback(action) is null;
}
