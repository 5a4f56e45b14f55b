using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>Ends one action on its own: it was aborted, or marked as failed.</summary>
internal static class StopAction
{
    /// <summary>Signals its code, ends its waiting, or closes it without its code, as the mode in force says.</summary>
    public static void Drive(Draft draft, ActionStructure action)
    {
        ActionStatus status = draft.State.Actions[action.Index].Status;
        ActionIntent intent = draft.State.FindIntent(action.Index)!;
        if (status == ActionStatus.Running && intent.Mode == StopMode.Cancel)
        {
            Signal(draft, action, intent.Grace);
        }
        else if (status.IsInFlight() && intent.Mode == StopMode.Abandon)
        {
            WithoutCode(draft, action, reason: null);
        }
        else if (status.IsInFlight() && intent.Mode == StopMode.Wait)
        {
            EndTree.EndWaits(draft, draft.State.OpenBelow(action.Index), intent);
        }
        else if (!status.IsInFlight())
        {
            End(draft, action, intent.Mode);
        }
    }

    /// <summary>Closes it, and everything below it, without waiting for code; children first.</summary>
    public static void WithoutCode(Draft draft, ActionStructure action, ReasonCode? reason)
    {
        // Closing what is below may close one that has returned, and begin its next attempt.
        bool isRunning = draft.State.IsRunningCode(action.Index);
        EndTree.Close(draft, draft.State.OpenBelow(action.Index), reason);
        if (isRunning)
        {
            EndAction.WithoutCode(draft, action, reason);
        }
    }

    /// <summary>Its tree is signalled at once, and has one grace.</summary>
    public static void Signal(Draft draft, ActionStructure action, TimeSpan grace)
    {
        draft.Emit(new ActionStopping
        {
            Stage = action.Stage.Name,
            Action = action.Name,
            ActionIndex = action.Index,
            GraceUntil = draft.Now + grace,
        });
        EndTree.Signal(draft, draft.State.OpenBelow(action.Index));
    }

    private static void End(Draft draft, ActionStructure action, StopMode mode)
    {
        if (mode == StopMode.Abandon && !draft.State.Actions[action.Index].IsUnstarted)
        {
            EndAction.WithoutCode(draft, action);
        }
        else
        {
            EndAction.Returned(draft, action);
        }
    }
}
