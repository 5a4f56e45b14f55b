using System.Runtime.CompilerServices;
using Orchestration.Decisions;
using Orchestration.Definitions;

namespace Orchestration.Engine;

/// <summary>Aborts one action.</summary>
internal static class AbortActionVerb
{
    public static async Task<CommandAnswer> RunAsync(VerbCall call, AbortActionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request.Stage);
        ArgumentNullException.ThrowIfNull(request.Action);
        if (request.ActionId is null)
        {
            await call.AuthorizeAsync(call.Engine.Authorizer.ForAbort, request.Stage, action: request.Action).ConfigureAwait(false);
        }
        else
        {
            ActionStructure? action = await FindAsync(call, request).ConfigureAwait(false);
            await call.AuthorizeAsync(call.Engine.Authorizer.ForAbort, action?.Stage.Name, action: action?.Name).ConfigureAwait(false);
        }

        call.CheckEnding(request);
        if (!Enum.IsDefined(request.Resolution))
        {
            throw call.Invalid($"the resolution {request.Resolution} is unknown.");
        }

        CommandBy by = call.By(request);
        TimeSpan grace = request.Grace ?? call.Engine.Options.DefaultGrace;
        return await call.SendAsync(turn => turn.Accepting(by.Id, AbortAction.Decide(turn.Draft!, request, grace, by))).ConfigureAwait(false);
    }

    /// <summary>What the number addresses, to ask for the right stage; whether there is such a thing is told only to those who may know.</summary>
    private static async Task<ActionStructure?> FindAsync(VerbCall call, AbortActionRequest request)
    {
        try
        {
            return (await call.AskAsync(state => new StrongBox<ActionStructure?>(FindNode.Action(state, Verb.Abort, request, out ActionStructure found) is null ? found : null)).ConfigureAwait(false)).Value;
        }
        catch (OrchestrationException exception) when (exception.Code == ErrorCode.ExecutionNotFound)
        {
            return null;
        }
    }
}
