namespace Orchestration.Exploration.Invariants;

/// <summary>A host that shuts down starts nothing.</summary>
internal sealed class NothingStartsWhileDraining : IEventInvariant
{
    public string? Check(EventStep step) =>
        step.World.IsDraining && step.Event is (ActionStarted or ActionWaiting or ApprovalRequested or StageEntered or StageWaiting { For: StageWait.Condition } or RollbackStarted or FinalizerStarted or ReleaseStarted) ? "the host shuts down." : null;
}
