namespace Orchestration.Testing;

/// <summary>A timer of a <see cref="ManualTimeProvider"/>. The owner's lock guards every settable member.</summary>
internal sealed class ManualTimer : ITimer
{
    private readonly ManualTimeProvider _owner;
    private readonly TimerCallback _callback;
    private readonly object? _argument;
    private readonly ExecutionContext? _context;

    public ManualTimer(ManualTimeProvider owner, long number, TimerCallback callback, object? argument)
    {
        _owner = owner;
        Number = number;
        _callback = callback;
        _argument = argument;
        _context = ExecutionContext.Capture();
    }

    /// <summary>Position among all timers of the owner in order of creation.</summary>
    public long Number { get; }

    /// <summary>When the timer fires next; meaningful while it is queued.</summary>
    public long DueTicks { get; set; }

    /// <summary>Time between firings, zero for a timer that fires once.</summary>
    public long PeriodTicks { get; set; }

    /// <summary>Position in the queue, -1 when the timer is not queued.</summary>
    public int QueueIndex { get; set; } = -1;

    /// <summary>Goes up with every change, so that work queued for an older setting is recognised.</summary>
    public long Version { get; set; }

    /// <summary>How many callbacks are running.</summary>
    public int Running { get; set; }

    /// <summary>Set when somebody waits for running callbacks to end.</summary>
    public TaskCompletionSource? Idle { get; set; }

    public bool IsDisposed { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period) => _owner.Change(this, dueTime, period);

    public void Dispose() => _owner.Stop(this);

    public ValueTask DisposeAsync()
    {
        _owner.Stop(this);
        return new ValueTask(_owner.WhenIdle(this));
    }

    public void Invoke()
    {
        if (_context is null)
        {
            _callback(_argument);
            return;
        }

        ExecutionContext.Run(_context, static timer => ((ManualTimer)timer!).Call(), this);
    }

    private void Call() => _callback(_argument);
}
