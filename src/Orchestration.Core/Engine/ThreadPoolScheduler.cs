namespace Orchestration.Engine;

/// <summary>The process's thread pool; user code never sees the caller's execution context.</summary>
internal sealed class ThreadPoolScheduler : Scheduler
{
    public override void Queue(IThreadPoolWorkItem item) => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
}
