using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>The second commit of a stop, as the engine's own next command: what the intent in force means for every node.</summary>
internal static class DriveStop
{
    public static bool IsDue(ExecutionState state) => state.Intent is { IsEffective: false };

    public static void Decide(Draft draft)
    {
        if (!IsDue(draft.State))
        {
            return;
        }

        ExecutionState state = draft.State;
        Intent intent = state.Intent!;
        draft.Emit(new StopEffective { CommandId = intent.Command.Id, Mode = intent.Mode, GraceUntil = GraceUntil(draft, intent) });
        if (state.Finish is not null)
        {
            CleanupSteps.Abandon(draft);
            Finish.Close(draft);
            return;
        }

        if (state.Missing is not null)
        {
            InterruptAttempt.InFlight(draft);
            CleanupSteps.Interrupt(draft);
        }

        if (intent.OnlyEndsWaiting)
        {
            EndWaiting(draft);
            return;
        }

        DriveStep(draft, intent);

        if (state.CurrentStage < state.Stages.Length)
        {
            DriveStage(draft, intent, state.Structure.Stages[state.CurrentStage]);
        }

        CloseUnderIntent.Decide(draft);
    }

    /// <summary>The root's code has returned, and how it closes is decided: nobody waits for its children any more.</summary>
    private static void EndWaiting(Draft draft)
    {
        EndTree.Close(draft, draft.State.OpenChildren());
        StageStructure stage = draft.State.Structure.Stages[0];
        bool hasFailed = draft.State.Stages[0].Counts.Failures > 0;
        FailStage.Close(draft, stage, hasFailed ? StageOutcome.Of(draft.State, stage) : new StageOutcome(StageStatus.Succeeded, ReasonCode.Completed, By: null));
        if (hasFailed)
        {
            Advance.EndAfter(draft, stage);
        }
        else
        {
            Finish.Decide(draft, new ExecutionClosed { Status = ExecutionStatus.Succeeded, Reason = ReasonCode.Completed });
        }
    }

    /// <summary>The grace begins with the first signal; a later command may shorten it, never extend it.</summary>
    private static DateTimeOffset? GraceUntil(Draft draft, Intent intent)
    {
        if (intent.Mode != StopMode.Cancel)
        {
            return null;
        }

        DateTimeOffset until = draft.Now + intent.Grace;
        return intent.GraceUntil < until ? intent.GraceUntil : until;
    }

    /// <summary>The running rollback is treated as an action is.</summary>
    private static void DriveStep(Draft draft, Intent intent)
    {
        if (intent.Mode == StopMode.Cancel)
        {
            CleanupSteps.Signal(draft, intent.Grace, isExpiry: false);
        }
        else if (intent.Mode == StopMode.Abandon)
        {
            CleanupSteps.Abandon(draft);
        }
    }

    private static void DriveStage(Draft draft, Intent intent, StageStructure stage)
    {
        ExecutionState state = draft.State;
        StageState stageState = state.Stages[stage.Index];
        if (!stageState.Status.IsActive() && !stageState.IsAwaitingOrphans)
        {
            return;
        }

        if (stageState.Status != StageStatus.Stopping)
        {
            draft.Emit(new StageStopping { Stage = stage.Name, StageIndex = stage.Index });
        }

        NotRun.UnstartedActions(draft, stage, NotRun.Because(intent));
        foreach (ActionStructure child in state.OpenChildren())
        {
            DriveAction(draft, intent, child);
        }
        for (int index = stage.FirstAction; index < stage.EndAction; index++)
        {
            DriveAction(draft, intent, state.Structure.Actions[index]);
        }
    }

    private static void DriveAction(Draft draft, Intent intent, ActionStructure action)
    {
        ActionState state = draft.State.Actions[action.Index];
        if (state.Status.IsClosed() || draft.State.HasReturned(action.Index))
        {
            // What has returned closes behind what is below it, as it returned.
            return;
        }
        if (state.IsUnstarted)
        {
            CloseAction.Close(draft, action, ActionStatus.Aborted, intent.ReasonCode, failure: null, output: null);
        }
        else if (intent.Mode == StopMode.Cancel && state.Status == ActionStatus.Running)
        {
            draft.Emit(new ActionStopping { Stage = action.Stage.Name, Action = action.Name, ActionIndex = action.Index });
        }
        else if (intent.Mode == StopMode.Wait && state.IsAwaitingRetry)
        {
            Failure last = draft.State.FindRetry(action.Index)!.Failure;
            CloseAction.Close(draft, action, ActionStatus.Failed, ReasonCode.Threw, last, output: null);
        }
        else if (intent.Mode == StopMode.Wait && state.IsAwaitingIntervention)
        {
            InterventionRequested asked = draft.State.FindIntervention(action.Index)!;
            CloseAction.Close(draft, action, ActionStatus.Failed, asked.Reason, asked.Failure, output: null);
        }
        else if (intent.Mode == StopMode.Cancel && state.IsInProgress && !state.Status.IsInFlight())
        {
            CloseAction.Close(draft, action, ActionStatus.Aborted, intent.ReasonCode, failure: null, output: null);
        }
        else if (intent.Mode == StopMode.Abandon && state.IsInProgress)
        {
            CloseAction.Abandoned(draft, action, intent.ReasonCode);
        }
    }
}
