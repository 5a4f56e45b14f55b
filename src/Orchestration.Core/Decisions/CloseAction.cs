using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>Closes an action by its own result, or by the want of one.</summary>
internal static class CloseAction
{
    /// <summary>Its code still runs, or its host has ended: it closes without a result.</summary>
    public static void Abandoned(Draft draft, ActionStructure action, ReasonCode reason) =>
        Close(draft, action, ActionStatus.Abandoned, reason, failure: null, output: null);

    public static void Close(Draft draft, ActionStructure action, ActionStatus status, ReasonCode reason, Failure? failure, Payload? output)
    {
        bool byCommand = status is ActionStatus.Aborted or ActionStatus.Abandoned;
        AcceptedCommand? command = byCommand ? draft.State.Intent?.Command : null;
        ActionState state = draft.State.Actions[action.Index];
        draft.Emit(new ActionClosed
        {
            Stage = action.Stage.Name,
            Action = action.Name,
            ActionIndex = action.Index,
            Status = status,
            Reason = reason,
            Attempt = state.Status.IsInFlight() ? state.Attempt : 0,
            Failure = failure,
            Output = output,
            By = command?.Reference,
        });
    }
}
