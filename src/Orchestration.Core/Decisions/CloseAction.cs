using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>Closes an action that had an attempt.</summary>
internal static class CloseAction
{
    /// <summary>Its code still runs, or its host has ended: it closes without a result.</summary>
    public static void Abandoned(Draft draft, ActionStructure action, ReasonCode reason) =>
        Close(draft, action, ActionStatus.Abandoned, reason, failure: null, output: null);

    public static void Close(Draft draft, ActionStructure action, ActionStatus status, ReasonCode reason, Failure? failure, Payload? output)
    {
        bool byCommand = status is ActionStatus.Aborted or ActionStatus.Abandoned;
        AcceptedCommand? command = byCommand ? draft.State.Intent?.Command : null;
        draft.Emit(new ActionClosed
        {
            Stage = action.Stage.Name,
            Action = action.Name,
            ActionIndex = action.Index,
            Status = status,
            Reason = reason,
            Attempt = draft.State.Actions[action.Index].Attempt,
            Failure = failure,
            Output = output,
            By = command?.Reference,
        });
    }
}
