using Orchestration.Decisions;
using Orchestration.Permissions;

namespace Orchestration.Engine;

internal static class StopVerb
{
    public static async Task<CommandAnswer> RunAsync(VerbCall call, StopRequest request)
    {
        await call.AuthorizeAsync(Permission.Stop).ConfigureAwait(false);
        call.CheckEnding(request);
        CommandBy by = call.By(request);
        TimeSpan grace = request.Grace ?? call.Engine.Options.DefaultGrace;
        return await call.SendAsync(turn => turn.Accepting(by.Id, Stop.Decide(turn.Draft!, request, grace, by))).ConfigureAwait(false);
    }
}
