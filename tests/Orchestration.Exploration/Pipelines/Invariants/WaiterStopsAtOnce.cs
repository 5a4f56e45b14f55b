using Orchestration.Executions;
using Orchestration.Exploration.Pipelines.Worlds;

namespace Orchestration.Exploration.Pipelines.Invariants;

/// <summary>An execution that waits to be let in closes as its stop says in the step that accepts it, or runs its finalizers first; after an accepted stop nobody supersedes it.</summary>
internal sealed class WaiterStopsAtOnce : IScopeCommitInvariant
{
    public string? Check(ScopeTurn turn, PipelineWorld after)
    {
        foreach (Participant one in turn.Participants)
        {
            ExecutionState state = one.Draft.State;
            bool waited = one.Before is { } before && Array.Exists(before.Structure.Stages, stage => Stands.WaitsForEntry(before, stage.Index));
            bool isStopped = one.Draft.Events.Exists(happened => happened is StopRequested);
            if (isStopped && waited && one.Draft.Events[0] is StopRequested && state is not ({ Status: ExecutionStatus.Stopped } or { Finish.Status: ExecutionStatus.Stopped }))
            {
                return $"{state.Id} waits, is stopped, and is {state.Status}.";
            }

            if (isStopped && state.Status == ExecutionStatus.Superseded)
            {
                return $"{state.Id} is stopped and superseded.";
            }
        }

        return null;
    }
}
