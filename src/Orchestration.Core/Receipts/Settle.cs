using Orchestration.Executions;
using Orchestration.Snapshots;

namespace Orchestration.Receipts;

/// <summary>Tells how a command's scope closed.</summary>
internal static class Settle
{
    /// <param name="state">The state behind the commit that settled the command.</param>
    /// <param name="acceptedAt">The sequence of the event that accepted it.</param>
    public static Settlement Of(ExecutionState state, long acceptedAt) => new()
    {
        Status = state.Status,
        Finished = Names(state, acceptedAt, ActionStatus.Succeeded, ActionStatus.Failed),
        Cancelled = Names(state, acceptedAt, ActionStatus.Aborted),
        Abandoned = Names(state, acceptedAt, ActionStatus.Abandoned),
        NotRun = Names(state, acceptedAt, ActionStatus.NotRun),
        LeftBehind = [.. state.Resources.Select(resource => Snapshot.OfResource(state.Id, resource))],
    };

    private static string[] Names(ExecutionState state, long after, params ActionStatus[] statuses) =>
    [
        .. state.Structure.Actions
            .Where(action => statuses.Contains(state.Actions[action.Index].Status) && state.Actions[action.Index].Closed!.Sequence > after)
            .Select(action => action.Path),
    ];
}
