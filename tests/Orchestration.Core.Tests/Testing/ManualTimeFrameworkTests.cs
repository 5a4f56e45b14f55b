using Orchestration.Testing;

namespace Orchestration.Tests.Testing;

public sealed class ManualTimeFrameworkTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Delays_complete_by_the_clock()
    {
        var delay = Task.Delay(TimeSpan.FromHours(1), _time);

        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.False(delay.IsCompleted);

        _time.Advance(TimeSpan.FromMinutes(1));
        await delay.WithinAsync();
    }

    [Fact]
    public async Task A_delay_of_zero_needs_no_advance() => await Task.Delay(TimeSpan.Zero, _time).WithinAsync();

    [Fact]
    public async Task A_cancelled_delay_leaves_no_timer()
    {
        using var source = new CancellationTokenSource();
        var delay = Task.Delay(TimeSpan.FromHours(1), _time, source.Token);
        Assert.Equal(1, _time.TimerCount);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delay.WithinAsync());
        Assert.Equal(0, _time.TimerCount);
    }

    [Fact]
    public async Task A_loop_of_delays_runs_through_in_one_advance()
    {
        var start = _time.GetUtcNow();
        List<double> seconds = [];
        var loop = LoopAsync();

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal([2, 4, 6, 8, 10], seconds);
        await loop.WithinAsync();

        async Task LoopAsync()
        {
            for (var round = 0; round < 5; round++)
            {
                await Task.Delay(TimeSpan.FromSeconds(2), _time).ConfigureAwait(false);
                seconds.Add((_time.GetUtcNow() - start).TotalSeconds);
            }
        }
    }

    [Fact]
    public void Cancellation_sources_cancel_by_the_clock()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(10), _time);

        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(source.IsCancellationRequested);

        source.CancelAfter(TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(source.IsCancellationRequested);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(source.IsCancellationRequested);
    }

    [Fact]
    public async Task Periodic_timers_tick_by_the_clock()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), _time);
        for (var round = 0; round < 3; round++)
        {
            var tick = timer.WaitForNextTickAsync().AsTask();
            Assert.False(tick.IsCompleted);

            _time.Advance(TimeSpan.FromSeconds(1));

            Assert.True(await tick.WithinAsync());
        }
    }

    [Fact]
    public async Task WaitAsync_times_out_by_the_clock()
    {
        var wait = new TaskCompletionSource().Task.WaitAsync(TimeSpan.FromSeconds(10), _time);

        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(wait.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(wait.IsFaulted);
        await Assert.ThrowsAsync<TimeoutException>(() => wait);
    }
}
