using Orchestration.Decisions;
using Orchestration.Permissions;

namespace Orchestration.Engine;

/// <summary>Releases what a closed execution left behind.</summary>
internal static class ReleaseResourcesVerb
{
    public static async Task<CommandAnswer> RunAsync(VerbCall call, ReleaseResourcesRequest request)
    {
        await call.AuthorizeAsync(Permission.ReleaseResources).ConfigureAwait(false);
        call.CheckReason(request.Reason);
        CommandBy by = call.By(request);
        return await call.SendAsync(turn => turn.Accepting(by.Id, ReleaseResources.Decide(turn.Draft!, request, by))).ConfigureAwait(false);
    }
}
