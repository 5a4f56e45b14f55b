using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>
/// Rolls back a failed stage, and the stages before it where the strategy says so: the code that undoes succeeded actions, the last completed
/// first, then the release of every resource registered in the stage, the last registered first. One at a time; an error is recorded, and the rest goes on.
/// </summary>
internal static class Rollback
{
    public static void Begin(Draft draft, StageStructure stage, FailureStrategyKind strategy, StageOutcome outcome)
    {
        draft.Emit(new StageRollingBack
        {
            Stage = stage.Name,
            StageIndex = stage.Index,
            Strategy = strategy,
            Status = outcome.Status,
            Reason = outcome.Reason,
            By = outcome.By,
        });
        Next(draft);
    }

    /// <summary>Begins what comes next, if nothing of it runs.</summary>
    public static void Next(Draft draft)
    {
        ExecutionState state = draft.State;
        while (state.Step is null && draft.MayCleanUp)
        {
            StageStructure stage = state.Structure.Stages[state.Rollback!.Stage];
            if (RollbackPlan.NextAction(state, stage) is { } action)
            {
                Start(draft, action);
            }
            else if (RollbackPlan.NextResource(state, stage) is { } resource)
            {
                CleanupSteps.Release(draft, resource);
            }
            else if (!GoOn(draft, stage))
            {
                return;
            }
        }
    }

    public static void Start(Draft draft, ActionStructure action) => draft.Emit(new RollbackStarted
    {
        Stage = action.Stage.Name,
        Action = action.Name,
        ActionIndex = action.Index,
        Epoch = draft.Epoch,
        Deadline = draft.Now + (action.RollbackDeadline ?? draft.Limits.Rollback),
    });

    /// <summary>The stage is done: turns to the one before, or ends the rollback.</summary>
    private static bool GoOn(Draft draft, StageStructure stage)
    {
        RollbackState rollback = draft.State.Rollback!;
        draft.Emit(new StageRolledBack { Stage = stage.Name, StageIndex = stage.Index });
        if (stage.Index == rollback.Failed.StageIndex)
        {
            FailStage.Close(draft, stage, new StageOutcome(rollback.Failed.Status!.Value, rollback.Failed.Reason!.Value, rollback.Failed.By));
        }
        if (rollback.OfPipeline && EnterEarlier(draft, stage.Index))
        {
            return true;
        }
        Advance.EndAfter(draft, draft.State.Structure.Stages[rollback.Failed.StageIndex]);
        return false;
    }

    private static bool EnterEarlier(Draft draft, int before)
    {
        for (int index = before - 1; index >= 0; index--)
        {
            StageStructure stage = draft.State.Structure.Stages[index];
            if (!RollbackPlan.HasWork(draft.State, stage))
            {
                continue;
            }
            if (RollbackPlan.LaterExecution(draft, stage) is not { } later)
            {
                draft.Emit(new StageRollingBack { Stage = stage.Name, StageIndex = index });
                return true;
            }
            draft.Emit(new StageRolledBack { Stage = stage.Name, StageIndex = index, Failure = Failure.OfSupersededRollback(later) });
        }
        return false;
    }
}
