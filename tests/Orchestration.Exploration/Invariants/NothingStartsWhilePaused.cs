namespace Orchestration.Exploration.Invariants;

/// <summary>While an execution is paused, or about to be, nothing new starts; it may take its place in a line.</summary>
internal sealed class NothingStartsWhilePaused : IEventInvariant
{
    public string? Check(EventStep step) =>
        step.Before.Status is ExecutionStatus.Pausing or ExecutionStatus.Paused
        && step.Event is (ActionStarted or ActionWaiting or ApprovalRequested or StageEntered or StageWaiting { For: StageWait.Condition })
            ? $"the execution is {step.Before.Status}."
            : null;
}
