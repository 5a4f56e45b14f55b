using Orchestration.Engine;

namespace Orchestration.Testing;

/// <summary>The thread pool, counted: a test can wait until no work of the engine is left.</summary>
internal sealed class CountingScheduler : Scheduler
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _idle;
    private int _open;

    public override void Queue(IThreadPoolWorkItem item)
    {
        lock (_gate)
        {
            _open++;
        }

        ThreadPool.UnsafeQueueUserWorkItem(new Counted(this, item), preferLocal: false);
    }

    public Task IdleAsync()
    {
        lock (_gate)
        {
            if (_open == 0)
            {
                return Task.CompletedTask;
            }

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    private void Done()
    {
        lock (_gate)
        {
            if (--_open == 0)
            {
                _idle?.SetResult();
                _idle = null;
            }
        }
    }

    private sealed class Counted(CountingScheduler scheduler, IThreadPoolWorkItem item) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            try
            {
                item.Execute();
            }
            finally
            {
                scheduler.Done();
            }
        }
    }
}
