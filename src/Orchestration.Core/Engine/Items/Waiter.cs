namespace Orchestration.Engine;

/// <summary>Somebody who waits for an execution to come to a point.</summary>
internal abstract class Waiter
{
    /// <summary>Completes the waiting if the point is reached.</summary>
    public abstract bool TryComplete(LiveExecution live);

    public abstract void Fail(OrchestrationException error);
}
