using Orchestration.Decisions;
using Orchestration.Permissions;

namespace Orchestration.Engine;

/// <summary>Picks what follows a failure.</summary>
internal static class InterveneVerb
{
    public static async Task<CommandAnswer> RunAsync(VerbCall call, InterveneRequest request)
    {
        ArgumentNullException.ThrowIfNull(request.Stage);
        ArgumentNullException.ThrowIfNull(request.Action);
        await call.AuthorizeAsync(Permission.Execute, request.Stage, action: request.Action).ConfigureAwait(false);
        call.CheckReason(request.Reason);
        if (!Enum.IsDefined(request.Choice))
        {
            throw call.Invalid($"the choice {request.Choice} is unknown.");
        }

        CommandBy by = call.By(request);
        return await call.SendAsync(turn => turn.Accepting(by.Id, Intervene.Decide(turn.Draft!, request, by))).ConfigureAwait(false);
    }
}
