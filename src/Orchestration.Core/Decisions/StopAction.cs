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
        ActionState state = draft.State.Actions[action.Index];
        ActionIntent intent = draft.State.FindIntent(action.Index)!;
        if (state.Status == ActionStatus.Running && intent.Mode == StopMode.Cancel)
        {
            Signal(draft, action, intent.Grace);
        }
        else if (state.Status.IsInFlight() && intent.Mode == StopMode.Abandon)
        {
            EndAction.WithoutCode(draft, action);
        }
        else if (!state.Status.IsInFlight())
        {
            End(draft, action, intent.Mode);
        }
    }

    public static void Signal(Draft draft, ActionStructure action, TimeSpan grace) => draft.Emit(new ActionStopping
    {
        Stage = action.Stage.Name,
        Action = action.Name,
        ActionIndex = action.Index,
        GraceUntil = draft.Now + grace,
    });

    private static void End(Draft draft, ActionStructure action, StopMode mode)
    {
        if (mode == StopMode.Abandon)
        {
            EndAction.WithoutCode(draft, action);
        }
        else
        {
            EndAction.Returned(draft, action);
        }
    }
}
