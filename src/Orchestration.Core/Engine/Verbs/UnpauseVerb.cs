using Orchestration.Decisions;
using Orchestration.Permissions;

namespace Orchestration.Engine;

/// <summary>Lets a paused execution go on.</summary>
internal static class UnpauseVerb
{
    public static async Task<CommandAnswer> RunAsync(VerbCall call, UnpauseRequest request)
    {
        await call.AuthorizeAsync(Permission.Execute).ConfigureAwait(false);
        call.CheckReason(request.Reason);
        CommandBy by = call.By(request);
        return await call.SendAsync(turn => turn.Accepting(by.Id, Unpause.Decide(turn.Draft!, request, by))).ConfigureAwait(false);
    }
}
