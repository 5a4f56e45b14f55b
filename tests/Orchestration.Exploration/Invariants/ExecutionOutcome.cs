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

        ExecutionStatus expected = Expected(step.Before, closed);
        return closed.Status == expected && step.After.Status == expected ? null : $"it closed as {closed.Status}; expected {expected}.";
    }

    private static ExecutionStatus Expected(ExecutionState state, ExecutionClosed closed)
    {
        if (state.Intent is { } intent)
        {
            return intent.Outcome == IntentOutcome.Aborted ? ExecutionStatus.Aborted : ExecutionStatus.Stopped;
        }

        if (closed.SupersededBy is not null && state.Structure.Mode == ExecutionMode.Supersede)
        {
            return ExecutionStatus.Superseded;
        }

        return state.Missing?.InvalidateAt <= closed.At ? ExecutionStatus.Invalidated
            : Has(state, StageStatus.Failed) ? ExecutionStatus.Failed
            : Has(state, StageStatus.Rejected) ? ExecutionStatus.Rejected
            : Has(state, StageStatus.Expired) ? ExecutionStatus.Expired
            : Array.TrueForAll(state.Stages, stage => IsSuccess(state, in stage)) ? ExecutionStatus.Succeeded
            : ExecutionStatus.Failed;
    }

    private static bool Has(ExecutionState state, StageStatus status) => Array.Exists(state.Stages, stage => stage.Status == status);

    private static bool IsSuccess(ExecutionState state, in StageState stage) =>
        stage.Status is StageStatus.Succeeded or StageStatus.Skipped or StageStatus.Reused
        || (state.Start.Reapplies is not null && stage.Closed is { Status: StageStatus.NotRun, Reason: ReasonCode.Reapplication });
}
