using Orchestration.Executions;

namespace Orchestration.Exploration.Invariants;

/// <summary>How an execution closes is a function of the intent and of its stages; the intent wins.</summary>
internal sealed class ExecutionOutcome : IEventInvariant
{
    public string? Check(EventStep step)
    {
        if (step.Event is not ExecutionClosed closed)
        {
            return null;
        }

        ExecutionStatus expected = Expected(step.Before);
        return closed.Status == expected && step.After.Status == expected ? null : $"it closed as {closed.Status}; expected {expected}.";
    }

    private static ExecutionStatus Expected(ExecutionState state)
    {
        if (state.Intent is { } intent)
        {
            return intent.Outcome == IntentOutcome.Aborted ? ExecutionStatus.Aborted : ExecutionStatus.Stopped;
        }

        return Array.TrueForAll(state.Stages, stage => stage.Status is StageStatus.Succeeded or StageStatus.Skipped or StageStatus.Reused)
            ? ExecutionStatus.Succeeded
            : ExecutionStatus.Failed;
    }
}
