namespace Orchestration.Engine;

/// <summary>One queue of due times for all executions, on one timer of the clock.</summary>
internal sealed class Timers : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly PriorityQueue<TimerEntry, (DateTimeOffset Due, long Order)> _queue = new();
    private readonly ITimer _timer;
    private DateTimeOffset _armedFor = DateTimeOffset.MaxValue;
    private long _order;

    public Timers(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(static state => ((Timers)state!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public TimerEntry Arm(DateTimeOffset due, Action elapsed)
    {
        TimerEntry entry = new(elapsed);
        lock (_gate)
        {
            _queue.Enqueue(entry, (due, _order++));
            ArmClock();
        }

        return entry;
    }

    public void Dispose() => _timer.Dispose();

    private void Fire()
    {
        List<TimerEntry> due = [];
        lock (_gate)
        {
            _armedFor = DateTimeOffset.MaxValue;
            DateTimeOffset now = _time.GetUtcNow();
            while (_queue.TryPeek(out TimerEntry? entry, out (DateTimeOffset Due, long Order) key) && key.Due <= now)
            {
                _queue.Dequeue();
                due.Add(entry);
            }

            ArmClock();
        }

        foreach (TimerEntry entry in due)
        {
            entry.Elapse();
        }
    }

    private void ArmClock()
    {
        if (!_queue.TryPeek(out _, out (DateTimeOffset Due, long Order) next) || next.Due >= _armedFor)
        {
            return;
        }

        _armedFor = next.Due;
        TimeSpan wait = next.Due - _time.GetUtcNow();
        TimeSpan longest = TimeSpan.FromDays(40);
        _timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > longest ? longest : RoundUp(wait), Timeout.InfiniteTimeSpan);
    }

    /// <summary>The system's timers count whole milliseconds and may fire up to one early.</summary>
    private static TimeSpan RoundUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
}
