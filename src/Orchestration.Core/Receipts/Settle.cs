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
        Finished = Names(state, scope, closed => !IsAskedAlone(closed.Reason)
            && closed.Status is (ActionStatus.Succeeded or ActionStatus.Failed or ActionStatus.Ignored or ActionStatus.Rejected or ActionStatus.Expired)),
        Cancelled = Names(state, scope, closed => closed.Status == ActionStatus.Aborted || (closed.Status != ActionStatus.NotRun && IsAskedAlone(closed.Reason))),
        Abandoned = Names(state, scope, closed => closed.Status == ActionStatus.Abandoned),
        NotRun = Names(state, scope, closed => closed.Status == ActionStatus.NotRun),
        LeftBehind = [.. state.LeftBehind.Select(resource => Snapshot.OfResource(state.Id, resource))],
    };

    /// <summary>It was marked as failed, or aborted on its own and resolved.</summary>
    private static bool IsAskedAlone(ReasonCode? reason) => reason is ReasonCode.MarkedFailed or ReasonCode.AbortedAsSucceeded or ReasonCode.AbortedAsFailed;

    private static string[] Names(ExecutionState state, SettledScope scope, Predicate<(int Index, ActionStatus Status, ReasonCode? Reason)> which) =>
        [.. scope.Actions.Where(closed => which(closed)).Select(closed => state.ActionAt(closed.Index).Path)];
}
