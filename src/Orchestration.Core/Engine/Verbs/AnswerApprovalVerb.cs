using Orchestration.Decisions;
using Orchestration.Definitions;
using Orchestration.Permissions;

namespace Orchestration.Engine;

/// <summary>Approve and reject: one question with two answers.</summary>
internal static class AnswerApprovalVerb
{
    public static async Task<CommandAnswer> RunAsync(VerbCall call, ApprovalRequest request)
    {
        ArgumentNullException.ThrowIfNull(request.Token);
        await call.AuthorizeAsync(Permission.Approve, await FindStageAsync(call, request.Token).ConfigureAwait(false)).ConfigureAwait(false);
        call.CheckReason(request.Reason);
        CommandBy by = new(request.CommandId ?? call.Engine.NewCommandId(), call.Caller.Actor);
        return await call.SendAsync(turn => turn.Accepting(by.Id, AnswerApproval.Decide(turn.Draft!, call.Verb, request, by))).ConfigureAwait(false);
    }

    /// <summary>The stage whose approval a token names: permissions may depend on it. Null where there is none, which is told to those who may ask.</summary>
    private static async Task<string?> FindStageAsync(VerbCall call, string token)
    {
        if (call.Engine.Authorizer.AllowsAll)
        {
            return null;
        }

        try
        {
            object found = await call.AskAsync<object>(state => (object?)AskApproval.FindAction(state, token) ?? token).ConfigureAwait(false);
            return (found as ActionStructure)?.Stage.Name;
        }
        catch (OrchestrationException notFound) when (notFound.Code == ErrorCode.ExecutionNotFound)
        {
            return null;
        }
    }
}
