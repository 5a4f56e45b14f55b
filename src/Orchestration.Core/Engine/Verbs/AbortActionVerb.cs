using Orchestration.Decisions;

namespace Orchestration.Engine;

/// <summary>Aborts one action.</summary>
internal static class AbortActionVerb
{
    public static async Task<CommandAnswer> RunAsync(VerbCall call, AbortActionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request.Stage);
        ArgumentNullException.ThrowIfNull(request.Action);
        await call.AuthorizeAsync(call.Engine.Authorizer.ForAbort, request.Stage, action: request.Action).ConfigureAwait(false);
        call.CheckEnding(request);
        if (!Enum.IsDefined(request.Resolution))
        {
            throw call.Invalid($"the resolution {request.Resolution} is unknown.");
        }

        CommandBy by = call.By(request);
        TimeSpan grace = request.Grace ?? call.Engine.Options.DefaultGrace;
        return await call.SendAsync(turn => turn.Accepting(by.Id, AbortAction.Decide(turn.Draft!, request, grace, by))).ConfigureAwait(false);
    }
}
