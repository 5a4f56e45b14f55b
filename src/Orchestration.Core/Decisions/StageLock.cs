using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;
using Orchestration.Pipelines;

namespace Orchestration.Decisions;

/// <summary>
/// Keeps a pipeline's locks and waiting lines equal to what its executions do. Asked after every decision on one, so that no way out of
/// a stage can forget the lock.
/// </summary>
internal static class StageLock
{
    /// <summary>Takes, frees and queues what the execution's state asks for.</summary>
    public static void Follow(PipelineState pipeline, Draft draft, IScopeDrafts drafts)
    {
        ExecutionState state = draft.State;
        foreach (StageStructure stage in state.Structure.Stages)
        {
            StageLine? line = pipeline.Find(stage.Name);
            if (line?.Holder?.Execution == state.Id && !IsHeld(state, stage, draft.Epoch))
            {
                pipeline.Unlock(line);
            }

            if (line is not null && line.IsWaiting(state.Id) && !state.Stages[stage.Index].IsAwaitingEntry)
            {
                pipeline.Leave(line, state.Id);
            }
        }

        Take(pipeline, draft, drafts);
        Note(pipeline, state);
    }

    private static void Note(PipelineState pipeline, ExecutionState state)
    {
        foreach (StageStructure stage in state.Structure.Stages)
        {
            StageStatus status = state.Stages[stage.Index].Status;
            if (pipeline.Find(stage.Name) is { } line && (line.Latest == state.Id || (line.Holder?.Execution == state.Id && status.IsActive())))
            {
                pipeline.Note(line, state.Id, status);
            }
        }
    }

    private static void Take(PipelineState pipeline, Draft draft, IScopeDrafts drafts)
    {
        ExecutionState state = draft.State;
        TakeForRollback(pipeline, draft);
        if (state.CurrentStage == state.Stages.Length)
        {
            return;
        }

        StageStructure stage = state.Structure.Stages[state.CurrentStage];
        StageLine? line = pipeline.Find(stage.Name);
        if (state.IsAwaitingEntry && line?.IsWaiting(state.Id) != true)
        {
            Supersede.Decide(pipeline, line, draft, drafts);
            pipeline.Arrive(stage.Name, state.Id, draft.Now);
        }
        else if (IsHeld(state, stage, draft.Epoch) && line?.Holder?.Execution != state.Id)
        {
            pipeline.Lock(stage.Name, state.Id, draft.Now);
        }
    }

    /// <summary>An earlier stage is rolled back under its lock, which the execution takes before those who wait for it.</summary>
    private static void TakeForRollback(PipelineState pipeline, Draft draft)
    {
        if (draft.State.Rollback is { } rollback
            && draft.State.Structure.Stages[rollback.Stage] is var stage
            && draft.State.IsRollingBackIn(stage)
            && pipeline.Find(stage.Name)?.Holder?.Execution != draft.State.Id)
        {
            pipeline.Lock(stage.Name, draft.State.Id, draft.Now);
        }
    }

    /// <summary>In the stage, on its threshold with the lock in hand, or out of it with code left behind that has to return first.</summary>
    private static bool IsHeld(ExecutionState state, StageStructure stage, long epoch)
    {
        StageState stageState = state.Stages[stage.Index];
        return stageState.Status.IsActive()
            || state.IsRollingBackIn(stage)
            || (stageState.Status == StageStatus.Waiting && !stageState.IsAwaitingEntry)
            || (state.Structure.Unlock == UnlockPolicy.AfterOrphansSettle && state.HasRunningOrphans(stage, epoch));
    }
}
