using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>The time for an answer has passed: the approval closes as expired, under a waiting stop too.</summary>
internal static class ExpireApprovals
{
    public static void Decide(Draft draft)
    {
        ExecutionState state = draft.State;
        bool expired = false;
        for (int index = 0; index < state.Approvals?.Count; index++)
        {
            ApprovalRequested asked = state.Approvals[index].Request;
            if (state.Actions[asked.ActionIndex].IsAskingApproval && draft.Now >= PauseClock.Due(state, asked.At, asked.ExpiresAt))
            {
                FailAction.Decide(draft, state.Structure.Actions[asked.ActionIndex], new ActionFailure(ActionStatus.Expired, ReasonCode.TimeLimit, Failure: null));
                expired = true;
            }
        }

        if (expired)
        {
            Advance.Continue(draft);
        }
    }
}
