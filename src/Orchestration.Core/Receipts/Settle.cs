using Orchestration.Executions;
using Orchestration.Snapshots;

namespace Orchestration.Receipts;

/// <summary>Tells how a command's scope closed.</summary>
internal static class Settle
{
    /// <param name="state">The state now: what is left behind is asked of it, the rest of the scope.</param>
    /// <param name="scope">How the scope had closed.</param>
    public static Settlement Of(ExecutionState state, SettledScope scope) => new()
    {
        Status = scope.Status,
        Finished = Names(state, scope, ActionStatus.Succeeded, ActionStatus.Failed, ActionStatus.Ignored, ActionStatus.Rejected, ActionStatus.Expired),
        Cancelled = Names(state, scope, ActionStatus.Aborted),
        Abandoned = Names(state, scope, ActionStatus.Abandoned),
        NotRun = Names(state, scope, ActionStatus.NotRun),
        LeftBehind = [.. state.LeftBehind.Select(resource => Snapshot.OfResource(state.Id, resource))],
    };

    private static string[] Names(ExecutionState state, SettledScope scope, params ActionStatus[] statuses) =>
    [
        .. scope.Actions
            .Where(closed => statuses.Contains(closed.Status))
            .Select(closed => state.Structure.Actions[closed.Index].Path),
    ];
}
