using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Tests.Conformance;

/// <summary>Rules that hold in every prefix of every history.</summary>
internal static class CrossHistory
{
    /// <summary>Checks a history event by event, in the words of the cases that it is about.</summary>
    public static void Check(ExecutionId id, IReadOnlyList<ExecutionEvent> events)
    {
        ExecutionState? state = null;
        foreach (ExecutionEvent happened in events)
        {
            bool isUnderIntent = state?.Intent is not null;
            ExecutionStatus before = state?.Status ?? ExecutionStatus.Queued;
            ActionStatus[] actions = [.. state?.Actions.Select(action => action.Status) ?? []];
            state = ExecutionState.Replay(id, [happened], state);

            Assert.False(isUnderIntent && happened is ActionStarted or StageEntered or ActionWaiting or StageWaiting, $"XC-03: {happened.GetType().Name} under an intent.");
            Assert.False(
                before != ExecutionStatus.Stopping && state.Status is ExecutionStatus.Stopped or ExecutionStatus.Aborted && state.Status != before,
                $"XC-15: {state.Status} without Stopping.");
            Assert.False(
                before.IsClosed() && happened is not (OrphanReturned or ResourceRegistered or StageRetryRequested or ExecutionContinued),
                $"XC-15: {happened.GetType().Name} behind the close.");
            CheckClosedIsFinal(state, actions, happened);
            CheckParentsCloseLast(state);
        }
    }

    private static void CheckClosedIsFinal(ExecutionState state, ActionStatus[] before, ExecutionEvent happened)
    {
        if (happened is StageRetryRequested)
        {
            return;
        }

        for (int index = 0; index < before.Length; index++)
        {
            Assert.True(!before[index].IsClosed() || state.Actions[index].Status == before[index], $"XC-01: {happened.GetType().Name} changed a closed action.");
        }
    }

    private static void CheckParentsCloseLast(ExecutionState state)
    {
        foreach (Definitions.StageStructure stage in state.Structure.Stages)
        {
            bool isOpenBelow = Enumerable.Range(stage.FirstAction, stage.ActionCount).Any(index => !state.Actions[index].Status.IsClosed());
            Assert.False(state.Stages[stage.Index].Status.IsClosed() && isOpenBelow, "XC-06: a stage is closed and an action of it is open.");
        }

        Assert.False(state.Status.IsClosed() && state.Stages.Any(stage => !stage.Status.IsClosed()), "XC-06: an execution is closed and a stage is open.");
        foreach (StatusCounts counts in state.Stages.Select(stage => stage.Counts))
        {
            Assert.True(counts.InFlight >= 0 && counts.Unstarted >= 0, "Counters fell below zero.");
        }
    }
}
