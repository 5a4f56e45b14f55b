using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>Enters a stage, starts its actions group by group, and closes it.</summary>
internal static class AdvanceStage
{
    /// <summary>Takes the stage as far as it can go; true if it is closed then.</summary>
    public static bool Decide(Draft draft, StageStructure stage)
    {
        ref StageState state = ref draft.State.Stages[stage.Index];
        if (state.Status == StageStatus.Pending)
        {
            EnterStage.Arrive(draft, stage);
        }
        else if (state.Status == StageStatus.Waiting)
        {
            EnterStage.GoOn(draft, stage);
        }

        if (state.Status != StageStatus.Running)
        {
            return false;
        }

        StartActions(draft, stage, ref state);
        if (state.Counts.InFlight > 0 || (state.Counts.Unstarted > 0 && MayStart(draft.State.Structure.Actions[state.Cursor], in state)))
        {
            return false;
        }

        Close(draft, stage, ref state);
        return true;
    }

    private static void StartActions(Draft draft, StageStructure stage, ref StageState state)
    {
        while (draft.IsAdmitting && state.Counts.Unstarted > 0 && MayStart(draft.State.Structure.Actions[state.Cursor], in state))
        {
            ActionStructure action = draft.State.Structure.Actions[state.Cursor];
            if (action.HasCondition)
            {
                draft.Emit(new ActionWaiting { Stage = stage.Name, Action = action.Name, ActionIndex = action.Index });
            }
            else
            {
                Start(draft, action);
            }
        }
    }

    /// <summary>Begins the next attempt of an action, or asks for its approval.</summary>
    public static void Start(Draft draft, ActionStructure action)
    {
        int attempt = draft.State.Actions[action.Index].Attempt + 1;
        if (action.IsApproval)
        {
            AskApproval.Decide(draft, action, attempt);
            return;
        }

        draft.Emit(new ActionStarted
        {
            Stage = action.Stage.Name,
            Action = action.Name,
            ActionIndex = action.Index,
            Attempt = attempt,
            Epoch = draft.Epoch,
        });
    }

    /// <summary>
    /// Groups run one after the other, within their limit. After a failure the group's other actions still run; no later group starts.
    /// </summary>
    private static bool MayStart(ActionStructure next, in StageState state)
    {
        bool isSibling = next.Group == state.ActiveGroup;
        return (isSibling || (state.Counts.InFlight == 0 && state.Counts.Failures == 0))
            && state.Counts.InFlight < next.Siblings.Limit;
    }

    private static void Close(Draft draft, StageStructure stage, ref StageState state)
    {
        bool failed = state.Counts.Failures > 0;
        if (failed)
        {
            NotRun.UnstartedActions(draft, stage, NotRun.BecauseOfEarlierFailure);
        }

        (StageStatus status, ReasonCode reason) = Outcome(in state.Counts);
        draft.Emit(new StageClosed
        {
            Stage = stage.Name,
            StageIndex = stage.Index,
            Status = status,
            Reason = reason,
            By = status == StageStatus.Rejected ? FirstRejection(draft.State, stage) : null,
        });
    }

    private static CommandReference FirstRejection(ExecutionState state, StageStructure stage)
    {
        ActionClosed first = state.Actions.AsSpan(stage.FirstAction, stage.ActionCount).ToArray()
            .Where(action => action.Status == ActionStatus.Rejected)
            .Select(action => (ActionClosed)action.Closed!)
            .MinBy(closed => closed.Sequence)!;
        return new CommandReference(first.CommandId, first.Actor);
    }

    /// <summary>A failure weighs more than a rejection, and that more than an expiry.</summary>
    private static (StageStatus Status, ReasonCode Reason) Outcome(in StatusCounts counts)
    {
        if (counts.Failed > 0)
        {
            return (StageStatus.Failed, ReasonCode.ActionFailed);
        }

        if (counts.Of(ActionStatus.Rejected) > 0)
        {
            return (StageStatus.Rejected, ReasonCode.Rejected);
        }

        return counts.Of(ActionStatus.Expired) > 0 ? (StageStatus.Expired, ReasonCode.TimeLimit) : (StageStatus.Succeeded, ReasonCode.Completed);
    }
}
