using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>Closes an action by its own result, or by the want of one.</summary>
internal static class CloseAction
{
    /// <summary>Its code still runs, or its host has ended: it closes without a result.</summary>
    public static void Abandoned(Draft draft, ActionStructure action, ReasonCode reason) =>
        Close(draft, action, ActionStatus.Abandoned, reason, failure: null, output: null);

    /// <param name="draft">The execution.</param>
    /// <param name="action">The action.</param>
    /// <param name="status">How.</param>
    /// <param name="reason">Why.</param>
    /// <param name="failure">What it threw.</param>
    /// <param name="output">What it returned.</param>
    /// <param name="by">The command that caused it; where the intent in force did, that one's is taken.</param>
    /// <param name="strategy">What the failure asks for once the group is done.</param>
    /// <param name="isForgiven">Its strategy lets the stage go on although it was aborted.</param>
    public static void Close(
        Draft draft,
        ActionStructure action,
        ActionStatus status,
        ReasonCode reason,
        Failure? failure,
        Payload? output,
        CommandReference? by = null,
        FailureStrategyKind? strategy = null,
        bool isForgiven = false)
    {
        bool byIntent = status is ActionStatus.Aborted or ActionStatus.Abandoned && by is null
            && (draft.State.Intent?.ReasonCode == reason || draft.State.FindAbove(action.Index) is null or { Mode: StopMode.Wait });
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
            Strategy = strategy,
            IsForgiven = isForgiven,
            By = by ?? (byIntent ? draft.State.Intent?.Command.Reference : null),
        });
        if (action.IsChild)
        {
            EndTree.Above(draft, action);
        }
    }
}
