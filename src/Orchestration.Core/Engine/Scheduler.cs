namespace Orchestration.Engine;

/// <summary>Where the engine's work waits for a thread: with the clock and the store, all that a simulation replaces.</summary>
internal abstract class Scheduler
{
    public abstract void Queue(IThreadPoolWorkItem item);
}
