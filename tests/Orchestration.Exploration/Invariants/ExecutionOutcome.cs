using Orchestration.Executions;

namespace Orchestration.Exploration.Invariants;

/// <summary>How an execution closes is a function of the intent and of its stages; the intent wins.</summary>
internal sealed class ExecutionOutcome : IEventInvariant
{
    public string? Check(EventStep step)
    {
        if (step.Event is FinalizingStarted finish)
        {
            ExecutionStatus decided = Expected(step.Before, null, step.Event.At);
            return finish.Status == decided || IsReturned(step.Before, finish.Status) ? null : $"it will close as {finish.Status}; expected {decided}.";
        }

        if (step.Event is not ExecutionClosed closed)
        {
            return null;
        }

        ExecutionStatus expected = step.Before.Finish?.Status ?? Expected(step.Before, closed.SupersededBy, closed.At);
        return (closed.Status == expected || IsReturned(step.Before, closed.Status)) && step.After.Status == closed.Status ? null : $"it closed as {closed.Status}; expected {expected}.";
    }

    /// <summary>An abandon ended only the waiting for what was below a root whose code had returned.</summary>
    private static bool IsReturned(ExecutionState state, ExecutionStatus status) =>
        state.Intent is { } intent && ClosesAsReturned.Allows(state, intent) && status == (state.Actions[0].Status == ActionStatus.Succeeded ? ExecutionStatus.Succeeded : ExecutionStatus.Failed);

    private static ExecutionStatus Expected(ExecutionState state, ExecutionId? supersededBy, DateTimeOffset at)
    {
        if (state.Intent is { } intent)
        {
            return intent.Outcome switch
            {
                IntentOutcome.Aborted => ExecutionStatus.Aborted,
                IntentOutcome.Expired => ExecutionStatus.Expired,
                _ => ExecutionStatus.Stopped,
            };
        }

        if (supersededBy is not null && state.Structure.Mode == ExecutionMode.Supersede)
        {
            return ExecutionStatus.Superseded;
        }

        return state.Missing?.InvalidateAt <= at ? ExecutionStatus.Invalidated
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
