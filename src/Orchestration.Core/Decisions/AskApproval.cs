using System.Globalization;
using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>Asks for an approval. Its token names execution, action and asking, so that an answer to an earlier asking is recognised.</summary>
internal static class AskApproval
{
    public static void Decide(Draft draft, ActionStructure action, int attempt) => draft.Emit(new ApprovalRequested
    {
        Stage = action.Stage.Name,
        Action = action.Name,
        ActionIndex = action.Index,
        Attempt = attempt,
        Token = TokenOf(draft.State.Id, action.Index, attempt),
        ExpiresAt = draft.Now + action.ApprovalTime!.Value,
    });

    /// <summary>The action of this execution for whose approval a token was once given; null where it was not.</summary>
    public static ActionStructure? FindAction(ExecutionState state, string token)
    {
        foreach (ApprovalState approval in state.Approvals ?? [])
        {
            ApprovalRequested asked = approval.Request;
            for (int attempt = asked.Attempt; attempt > 0; attempt--)
            {
                if (token == TokenOf(state.Id, asked.ActionIndex, attempt))
                {
                    return state.Structure.Actions[asked.ActionIndex];
                }
            }
        }

        return null;
    }

    private static string TokenOf(ExecutionId execution, int action, int attempt) =>
        string.Create(CultureInfo.InvariantCulture, $"{execution}.{action}.{attempt}");
}
