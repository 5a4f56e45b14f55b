using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;

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

        if (draft.State.Mark is null ? state.Status != StageStatus.Running : state.Counts.InFlight > 0)
        {
            return false;
        }

        StartActions(draft, stage, ref state);
        if (state.Counts.InFlight > 0 || (state.Counts.Unstarted > 0 && MayStart(draft.State.Structure.Actions[state.Cursor], in state)))
        {
            return false;
        }

        if (state.Counts.Failures > 0 || draft.State.Mark is not null)
        {
            FailStage.Decide(draft, stage);
        }
        else
        {
            FailStage.Close(draft, stage, new StageOutcome(StageStatus.Succeeded, ReasonCode.Completed, By: null));
        }

        return state.Status.IsClosed();
    }

    private static void StartActions(Draft draft, StageStructure stage, ref StageState state)
    {
        while (draft.MayStart && state.Counts.Unstarted > 0 && MayStart(draft.State.Structure.Actions[state.Cursor], in state))
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
    /// Groups run one after the other, within their limit; an action that has started others holds no slot of it while they are open. After a failure the group's other actions still run; no later group starts.
    /// </summary>
    private static bool MayStart(ActionStructure next, in StageState state)
    {
        bool isSibling = next.Group == state.ActiveGroup;
        return (isSibling || (state.Counts.InFlight == 0 && state.Counts.Failures == 0))
            && state.Counts.InFlight - state.Parents < next.Siblings.Limit;
    }
}
