using Orchestration.Lifecycles;

namespace Orchestration.Executions;

/// <summary>What the asking for an approval, and its answer, change.</summary>
internal static class ApplyApproval
{
    public static void To(ExecutionState state, ref ActionState action, ActionEvent happened)
    {
        if (happened is ApprovalRequested asked)
        {
            ApplyToAction.Move(state, asked.ActionIndex, ActionTrigger.AskApproval);
            action.WaitsFor = ActionWait.Approval;
            action.Begun = asked;
            Requested(state, asked);
        }
        else if (happened is ApprovalAnswered answered)
        {
            Answered(state, answered);
        }
    }

    private static void Requested(ExecutionState state, ApprovalRequested e)
    {
        state.Approvals ??= [];
        state.Approvals.RemoveAll(approval => approval.Request.ActionIndex == e.ActionIndex);
        state.Approvals.Add(new ApprovalState(e));
    }

    private static void Answered(ExecutionState state, ApprovalAnswered e)
    {
        int index = state.Approvals!.FindIndex(approval => approval.Request.ActionIndex == e.ActionIndex);
        state.Approvals[index] = state.Approvals[index] with { Answer = e.Answer };
        state.Commands.Add(new AcceptedCommand(
            e.Answer.CommandId,
            e.Answer.IsApproved ? Verb.Approve : Verb.Reject,
            e.Stage,
            e.Answer.Actor,
            e.Answer.Comment,
            e.At,
            e.Sequence,
            CommandContent.Of(e),
            EffectiveAt: e.At,
            Action: e.Action));
    }
}
