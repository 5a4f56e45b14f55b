using Orchestration.Decisions;
using Orchestration.Definitions;
using Orchestration.Permissions;

namespace Orchestration.Engine;

/// <summary>Approve and reject: one question with two answers.</summary>
internal static class AnswerApprovalVerb
{
    public static async Task<CommandAnswer> RunAsync(VerbCall call, AnswerRequest request)
    {
        ArgumentNullException.ThrowIfNull(request.Token);
        ActionStructure? action = await FindActionAsync(call, request.Token).ConfigureAwait(false);
        await call.AuthorizeAsync(Permission.Approve, action?.Stage.Name, action: action?.Name).ConfigureAwait(false);
        call.CheckReason(request.Reason);
        CommandBy by = call.By(request);
        return await call.SendAsync(turn => turn.Accepting(by.Id, AnswerApproval.Decide(turn.Draft!, call.Verb, request, by))).ConfigureAwait(false);
    }

    /// <summary>The approval that a token names: permissions may depend on it. Null where there is none, which is told to those who may ask.</summary>
    private static async Task<ActionStructure?> FindActionAsync(VerbCall call, string token)
    {
        if (call.Engine.Authorizer.AllowsAll)
        {
            return null;
        }

        try
        {
            object found = await call.AskAsync<object>(state => (object?)AskApproval.FindAction(state, token) ?? token).ConfigureAwait(false);
            return found as ActionStructure;
        }
        catch (OrchestrationException notFound) when (notFound.Code == ErrorCode.ExecutionNotFound)
        {
            return null;
        }
    }
}
