using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Invariants;

/// <summary>A stopped or aborted execution was stored as stopping in an earlier commit, unless it waited to be let in; its stage was stopping before it closed.</summary>
internal sealed class StoppingIsSeen : ICommitInvariant
{
    public string? Check(Turn turn, World after)
    {
        foreach (ExecutionEvent happened in turn.Events)
        {
            ExecutionStatus? decided = (happened as FinalizingStarted)?.Status
                ?? (happened is ExecutionClosed close && turn.World.State.Status != ExecutionStatus.Finalizing && !turn.Events.Any(one => one is FinalizingStarted) ? close.Status : null);
            if (decided is ExecutionStatus.Stopped or ExecutionStatus.Aborted && turn.World.State.Status != ExecutionStatus.Stopping && !WaitsForEntry(turn))
            {
                return $"the execution was stored as {turn.World.State.Status} and is {turn.State.Status}.";
            }

            if (happened is StageClosed { Status: StageStatus.Stopped or StageStatus.Aborted } closed
                && turn.World.State.Stages[closed.StageIndex].Status != StageStatus.Stopping
                && !turn.Events.Any(earlier => earlier is StageStopping stopping && stopping.StageIndex == closed.StageIndex))
            {
                return $"stage {closed.StageIndex} was never stopping.";
            }
        }

        return null;
    }

    private static bool WaitsForEntry(Turn turn) =>
        Array.Exists(turn.World.State.Stages, stage => stage is { Status: StageStatus.Waiting, WaitsFor: StageWait.Entry })
        || turn.Events.TakeWhile(happened => happened is not StopRequested).LastOrDefault() is StageWaiting { For: StageWait.Entry };
}
