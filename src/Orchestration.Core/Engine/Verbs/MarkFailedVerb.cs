using Orchestration.Decisions;
using Orchestration.Permissions;

namespace Orchestration.Engine;

/// <summary>Marks an action or a stage as failed.</summary>
internal static class MarkFailedVerb
{
    public static async Task<CommandAnswer> RunAsync(VerbCall call, MarkFailedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request.Stage);
        await call.AuthorizeAsync(Permission.MarkFailed, request.Stage, action: request.Action).ConfigureAwait(false);
        call.CheckEnding(request);
        CommandBy by = call.By(request);
        TimeSpan grace = request.Grace ?? call.Engine.Options.DefaultGrace;
        bool isAllowed = call.Engine.Options.AllowMarkFailed;
        return await call.SendAsync(turn => turn.Accepting(by.Id, MarkFailed.Decide(turn.Draft!, request, grace, by, isAllowed))).ConfigureAwait(false);
    }
}
