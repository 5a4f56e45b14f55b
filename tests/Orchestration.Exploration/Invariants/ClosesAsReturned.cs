using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Invariants;

/// <summary>Once the code of a root has returned, the execution closes as it returned, unless something had asked it to end before.</summary>
internal sealed class ClosesAsReturned : ICommitInvariant
{
    public string? Check(Turn turn, World after)
    {
        if (turn.World.IsClosed || RootReturn.After(turn) is not { } returned)
        {
            return null;
        }

        foreach (ExecutionEvent happened in turn.Events)
        {
            ExecutionStatus? status = (happened as FinalizingStarted)?.Status ?? (happened as ExecutionClosed)?.Status;
            if (status is not null && status != returned.Status)
            {
                return $"the execution closes as {status}; its root has returned as {returned.Status} with event {returned.Sequence}.";
            }
        }

        return null;
    }

    /// <summary>Whether a stop may have come after the return of a root, so that only <see cref="ClosesAsReturned"/> says how the execution closes.</summary>
    public static bool Allows(ExecutionState state, Intent intent) =>
        state.Structure.IsRoot && intent.Mode == StopMode.Abandon && state.Actions[0].Status is ActionStatus.Succeeded or ActionStatus.Failed;
}
