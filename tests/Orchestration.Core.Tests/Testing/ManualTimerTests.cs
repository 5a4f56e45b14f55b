using Orchestration.Testing;

namespace Orchestration.Tests.Testing;

public sealed class ManualTimerTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly DateTimeOffset _start;
    private readonly List<string> _log = [];

    public ManualTimerTests() => _start = _time.GetUtcNow();

    private static TimeSpan Once => Timeout.InfiniteTimeSpan;

    [Fact]
    public void Timers_fire_in_order_of_due_time_then_of_creation_at_their_exact_time()
    {
        Start("c", 3);
        Start("a", 1);
        Start("b1", 2);
        Start("b2", 2);
        Start("b3", 2);

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(["a@1", "b1@2", "b2@2", "b3@2", "c@3"], _log);
        Assert.Equal(_start.AddSeconds(10), _time.GetUtcNow());
    }

    [Fact]
    public void A_timer_does_not_fire_a_tick_too_early()
    {
        Start("a", 1);

        _time.Advance(TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(1));
        Assert.Empty(_log);

        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(["a@1"], _log);
    }

    [Fact]
    public void Timers_fire_on_the_thread_that_advances()
    {
        var thread = 0;
        using var timer = _time.CreateTimer(
            _ => thread = Environment.CurrentManagedThreadId, null, TimeSpan.FromSeconds(1), Once);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(Environment.CurrentManagedThreadId, thread);
    }

    [Fact]
    public void The_callback_gets_its_state()
    {
        object? got = null;
        var state = new object();
        using var timer = _time.CreateTimer(value => got = value, state, TimeSpan.FromSeconds(1), Once);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Same(state, got);
    }

    [Fact]
    public void A_periodic_timer_fires_at_every_period_between_other_timers()
    {
        Start("p", 1, 2);
        Start("x", 4);

        _time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(["p@1", "p@3", "x@4", "p@5"], _log);
        Assert.Equal(_start.AddSeconds(7), _time.NextTimer);
        Assert.Equal(1, _time.TimerCount);
    }

    [Fact]
    public void A_timer_with_period_zero_fires_once()
    {
        Start("a", 1, 0);

        _time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(["a@1"], _log);
    }

    [Fact]
    public void NextTimer_and_TimerCount_follow_create_change_fire_and_dispose()
    {
        var first = Start("first", 5);
        var second = Start("second", 2);
        Assert.Equal(2, _time.TimerCount);
        Assert.Equal(_start.AddSeconds(2), _time.NextTimer);

        Assert.True(second.Change(TimeSpan.FromSeconds(8), Once));
        Assert.Equal(2, _time.TimerCount);
        Assert.Equal(_start.AddSeconds(5), _time.NextTimer);

        first.Dispose();
        Assert.Equal(1, _time.TimerCount);
        Assert.Equal(_start.AddSeconds(8), _time.NextTimer);

        _time.Advance(TimeSpan.FromSeconds(8));
        Assert.Equal(["second@8"], _log);
        Assert.Equal(0, _time.TimerCount);
        Assert.Null(_time.NextTimer);
    }

    [Fact]
    public void A_stopped_timer_does_not_fire_and_can_be_started_again()
    {
        var timer = Start("a", 1, 1);

        timer.Change(Once, Once);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(_log);

        timer.Change(TimeSpan.FromSeconds(1), Once);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["a@6"], _log);
    }

    [Fact]
    public void A_disposed_timer_does_not_fire_and_cannot_be_changed()
    {
        var timer = Start("a", 1, 1);

        timer.Dispose();
        timer.Dispose();

        Assert.False(timer.Change(TimeSpan.FromSeconds(1), Once));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(_log);
    }

    [Fact]
    public void A_callback_may_create_timers_that_fall_due_in_the_same_advance()
    {
        using var outer = _time.CreateTimer(_ => Start("inner", 1), null, TimeSpan.FromSeconds(1), Once);
        Start("later", 3);

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(["inner@2", "later@3"], _log);
    }

    [Fact]
    public void A_callback_may_dispose_and_change_timers_that_are_due_at_the_same_instant()
    {
        ITimer? disposed = null, changed = null;
        using var first = _time.CreateTimer(
            _ =>
            {
                disposed!.Dispose();
                changed!.Change(TimeSpan.FromSeconds(4), Once);
            },
            null,
            TimeSpan.FromSeconds(1),
            Once);
        disposed = Start("disposed", 1);
        changed = Start("changed", 1);

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(["changed@5"], _log);
    }

    [Fact]
    public void A_callback_may_change_and_dispose_its_own_timer()
    {
        ITimer? timer = null;
        timer = _time.CreateTimer(
            _ =>
            {
                Note("own");
                if (_log.Count == 1)
                {
                    timer!.Change(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1));
                }
                else
                {
                    timer!.Dispose();
                }
            },
            null,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(1));

        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(["own@1", "own@6"], _log);
    }

    [Fact]
    public void Advancing_from_a_callback_is_refused_with_a_clear_message()
    {
        Exception? by = null, to = null;
        using var timer = _time.CreateTimer(
            _ =>
            {
                by = Record.Exception(() => _time.Advance(TimeSpan.FromSeconds(1)));
                to = Record.Exception(() => _time.AdvanceTo(_start.AddSeconds(9)));
            },
            null,
            TimeSpan.FromSeconds(1),
            Once);

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Contains("already advancing", Assert.IsType<InvalidOperationException>(by).Message, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(to);
        Assert.Equal(_start.AddSeconds(2), _time.GetUtcNow());
        _time.Advance(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Exceptions_of_callbacks_surface_after_all_due_timers_have_fired()
    {
        var one = new InvalidOperationException("one");
        var two = new InvalidOperationException("two");
        using var first = _time.CreateTimer(_ => throw one, null, TimeSpan.FromSeconds(1), Once);
        Start("between", 2);
        using var second = _time.CreateTimer(_ => throw two, null, TimeSpan.FromSeconds(3), Once);
        Start("last", 4);

        var thrown = Assert.Throws<AggregateException>(() => _time.Advance(TimeSpan.FromSeconds(5)));

        Assert.Equal([one, two], thrown.InnerExceptions);
        Assert.Equal(["between@2", "last@4"], _log);
        Assert.Equal(_start.AddSeconds(5), _time.GetUtcNow());
        _time.Advance(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Callbacks_run_in_the_execution_context_of_creation_and_without_a_synchronization_context()
    {
        var local = new AsyncLocal<string> { Value = "created" };
        string? seen = null;
        SynchronizationContext? context = new();
        using var timer = _time.CreateTimer(
            _ => (seen, context) = (local.Value, SynchronizationContext.Current), null, TimeSpan.FromSeconds(1), Once);
        local.Value = "advanced";
        var before = SynchronizationContext.Current;
        var own = new SynchronizationContext();
        SynchronizationContext.SetSynchronizationContext(own);
        try
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.Same(own, SynchronizationContext.Current);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        Assert.Equal("created", seen);
        Assert.Null(context);
        Assert.Equal("advanced", local.Value);
    }

    [Fact]
    public async Task Other_threads_may_use_the_clock_while_a_callback_runs()
    {
        DateTimeOffset? seen = null;
        var count = 0;
        using var timer = _time.CreateTimer(
            _ =>
            {
                var thread = new Thread(UseTheClock) { IsBackground = true };
                thread.Start();
                thread.Join();
            },
            null,
            TimeSpan.FromSeconds(1),
            Once);

        await Task.Run(() => _time.Advance(TimeSpan.FromSeconds(5))).WithinAsync();

        Assert.Equal(_start.AddSeconds(1), seen);
        Assert.Equal(1, count);

        void UseTheClock()
        {
            using var other = Start("other", 1);
            other.Change(TimeSpan.FromSeconds(2), Once);
            count = _time.TimerCount;
            seen = _time.GetUtcNow();
        }
    }

    private ITimer Start(string name, int seconds, int? period = null) =>
        _time.CreateTimer(
            _ => Note(name),
            null,
            TimeSpan.FromSeconds(seconds),
            period is { } value ? TimeSpan.FromSeconds(value) : Once);

    private void Note(string name) => _log.Add($"{name}@{(_time.GetUtcNow() - _start).TotalSeconds}");
}
