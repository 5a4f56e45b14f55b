using Orchestration.Executions;

namespace Orchestration.Snapshots;

/// <summary>Copies for readers what happens at the end of an execution.</summary>
internal static class SnapshotOfCleanup
{
    public static IReadOnlyList<FinalizerSnapshot> Finalizers(ExecutionState state) =>
    [
        .. (state.Structure.Finalizers ?? []).Select((finalizer, index) =>
        {
            FinalizerEnded? ended = state.Finalizers?.Find(one => one.Index == index);
            bool isRunning = state.Step is { Kind: CleanupKind.Finalizer } step && step.Node == index;
            return new FinalizerSnapshot(finalizer.Name, isRunning, ended?.At, ended?.Failure);
        }),
    ];

    public static RollbackSnapshot? Rollback(ExecutionState state) => state.Rollback is not { } rollback ? null : new RollbackSnapshot(
        rollback.Failed.Strategy!.Value,
        rollback.Failed.Stage,
        rollback.Failed.At,
        [.. RollbackPlan.Left(state).Select(action => action.Path)],
        rollback.Left.ToDictionary(left => left.Stage, left => left.Failure!, StringComparer.Ordinal));
}
