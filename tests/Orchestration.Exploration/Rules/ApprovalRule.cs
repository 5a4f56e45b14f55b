using Orchestration.Executions;
using Orchestration.Exploration.Moves;

namespace Orchestration.Exploration.Rules;

/// <summary>An open approval is answered once, under a waiting stop too; one that cancels or abandons withdraws it.</summary>
internal static class ApprovalRule
{
    public static ErrorCode[] Of(AnswerApprovalMove move, ExecutionState state) =>
        state.FindApproval(move.Index) is null ? [ErrorCode.ActionNotFound]
        : state.Actions[move.Index] is { Status: ActionStatus.Waiting, WaitsFor: ActionWait.Approval } && state.Intent is null or { Mode: StopMode.Wait } ? []
        : [ErrorCode.ApprovalClosed];
}
