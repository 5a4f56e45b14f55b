using Orchestration.Decisions;

namespace Orchestration.Engine;

internal static class AbortVerb
{
    public static async Task<CommandAnswer> RunAsync(VerbCall call, AbortRequest request)
    {
        await call.AuthorizeAsync(call.Engine.Authorizer.ForAbort, request.Stage).ConfigureAwait(false);
        call.CheckEnding(request);
        CommandBy by = call.By(request);
        TimeSpan grace = request.Grace ?? call.Engine.Options.DefaultGrace;
        return await call.SendAsync(turn => turn.Accepting(by.Id, Abort.Decide(turn.Draft!, request, grace, by))).ConfigureAwait(false);
    }
}
