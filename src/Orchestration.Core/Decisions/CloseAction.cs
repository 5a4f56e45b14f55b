using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>Closes an action by its own result, or by the want of one.</summary>
internal static class CloseAction
{
    /// <summary>Its code still runs, or its host has ended: it closes without a result.</summary>
    public static void Abandoned(Draft draft, ActionStructure action, ReasonCode reason) =>
        Close(draft, action, ActionStatus.Abandoned, reason, failure: null, output: null);

    /// <summary>An approval was given or refused.</summary>
    public static void Answered(Draft draft, ActionStructure action, ApprovalAnswer answer) => Emit(
        draft,
        action,
        answer.IsApproved ? ActionStatus.Succeeded : ActionStatus.Rejected,
        answer.IsApproved ? ReasonCode.Approved : ReasonCode.Rejected,
        failure: null,
        output: null,
        new CommandReference(answer.CommandId, answer.Actor));

    public static void Close(Draft draft, ActionStructure action, ActionStatus status, ReasonCode reason, Failure? failure, Payload? output)
    {
        bool byCommand = status is ActionStatus.Aborted or ActionStatus.Abandoned;
        AcceptedCommand? command = byCommand ? draft.State.Intent?.Command : null;
        Emit(draft, action, status, reason, failure, output, command?.Reference);
    }

    private static void Emit(
        Draft draft, ActionStructure action, ActionStatus status, ReasonCode reason, Failure? failure, Payload? output, CommandReference? by)
    {
        ActionState state = draft.State.Actions[action.Index];
        draft.Emit(new ActionClosed
        {
            Stage = action.Stage.Name,
            Action = action.Name,
            ActionIndex = action.Index,
            Status = status,
            Reason = reason,
            Attempt = state.IsInProgress ? state.Attempt : 0,
            Failure = failure,
            Output = output,
            By = by,
        });
    }
}
