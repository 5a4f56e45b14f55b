using Orchestration.Decisions;
using Orchestration.Permissions;

namespace Orchestration.Engine;

/// <summary>Pauses an execution.</summary>
internal static class PauseVerb
{
    public static async Task<CommandAnswer> RunAsync(VerbCall call, PauseRequest request)
    {
        await call.AuthorizeAsync(Permission.Execute).ConfigureAwait(false);
        call.CheckReason(request.Reason);
        CommandBy by = call.By(request);
        return await call.SendAsync(turn => turn.Accepting(by.Id, Pause.Decide(turn.Draft!, request, by))).ConfigureAwait(false);
    }
}
