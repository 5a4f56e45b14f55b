using Orchestration.Testing;

namespace Orchestration.Tests.Testing;

public sealed class ManualTimerAtOnceTests
{
    private readonly ManualTimeProvider _time = new();

    private static TimeSpan Once => Timeout.InfiniteTimeSpan;

    [Fact]
    public async Task A_timer_due_at_once_fires_on_the_thread_pool_without_an_advance()
    {
        var fired = NewSignal<bool>();
        using var timer = _time.CreateTimer(
            _ => fired.SetResult(Thread.CurrentThread.IsThreadPoolThread), null, TimeSpan.Zero, Once);

        Assert.True(await fired.Task.WithinAsync());
        Assert.Equal(0, _time.TimerCount);
    }

    [Fact]
    public async Task A_timer_changed_to_at_once_fires_without_an_advance()
    {
        var fired = NewSignal<bool>();
        using var timer = _time.CreateTimer(_ => fired.SetResult(true), null, TimeSpan.FromSeconds(1), Once);

        timer.Change(TimeSpan.Zero, Once);

        await fired.Task.WithinAsync();
        Assert.Equal(0, _time.TimerCount);
    }

    [Fact]
    public async Task A_periodic_timer_due_at_once_fires_later_by_the_clock()
    {
        var first = NewSignal<bool>();
        var fired = 0;
        var start = _time.GetUtcNow();
        using var timer = _time.CreateTimer(
            _ =>
            {
                Interlocked.Increment(ref fired);
                first.TrySetResult(true);
            },
            null,
            TimeSpan.Zero,
            TimeSpan.FromSeconds(3));
        await first.Task.WithinAsync();
        Assert.Equal(start.AddSeconds(3), _time.NextTimer);

        _time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(3, fired);
    }

    [Fact]
    public async Task DisposeAsync_completes_when_the_running_callback_has_ended()
    {
        using var release = new ManualResetEventSlim();
        var started = NewSignal<bool>();
        var ended = false;
        var timer = _time.CreateTimer(
            _ =>
            {
                started.SetResult(true);
                release.Wait();
                ended = true;
            },
            null,
            TimeSpan.Zero,
            Once);
        await started.Task.WithinAsync();

        var disposing = timer.DisposeAsync().AsTask();
        Assert.False(disposing.IsCompleted);
        release.Set();

        await disposing.WithinAsync();
        Assert.True(ended);
    }

    [Fact]
    public async Task DisposeAsync_of_an_idle_timer_completes_at_once()
    {
        var timer = _time.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(1), Once);

        var disposing = timer.DisposeAsync();

        Assert.True(disposing.IsCompletedSuccessfully);
        await disposing;
        Assert.Equal(0, _time.TimerCount);
    }

    [Fact]
    public async Task An_exception_on_the_thread_pool_surfaces_from_the_next_advance()
    {
        var started = NewSignal<bool>();
        var failure = new InvalidOperationException("at once");
        var timer = _time.CreateTimer(
            _ =>
            {
                started.SetResult(true);
                throw failure;
            },
            null,
            TimeSpan.Zero,
            Once);
        await started.Task.WithinAsync();
        await timer.DisposeAsync().AsTask().WithinAsync();

        var thrown = Assert.Throws<AggregateException>(() => _time.Advance(TimeSpan.Zero));

        Assert.Same(failure, Assert.Single(thrown.InnerExceptions));
    }

    private static TaskCompletionSource<T> NewSignal<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
