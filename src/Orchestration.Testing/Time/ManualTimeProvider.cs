namespace Orchestration.Testing;

/// <summary>
/// A clock that stands still until a test moves it. Everything that takes a <see cref="TimeProvider"/> — delays,
/// timeouts, cancellation sources, periodic timers — then runs on the test's time instead of real time.
/// </summary>
/// <remarks>
/// <para>
/// <b>Order.</b> <see cref="Advance"/> and <see cref="AdvanceTo"/> fire the timers that fall due one at a time, on the
/// calling thread, in order of their due time; timers due at the same instant fire in order of their creation. While a
/// callback runs, the clock stands exactly at the due time of its timer. A timer that a callback creates or changes
/// takes part in the same advance if it falls due within it.
/// </para>
/// <para>
/// <b>Due time zero.</b> A timer that is created with, or changed to, a due time of zero does not wait for the clock:
/// its callback is queued to the thread pool at once, and may run while another thread advances the clock.
/// </para>
/// <para>
/// <b>Continuations.</b> Callbacks run without a <see cref="SynchronizationContext"/> and in the
/// <see cref="ExecutionContext"/> captured when the timer was created, like those of <see cref="TimeProvider.System"/>.
/// Code that awaits a delay with <c>ConfigureAwait(false)</c> therefore usually continues inside the advance, at the
/// exact due time, and a delay it starts there is part of the same advance. Code that blocks there blocks the advance.
/// </para>
/// <para>
/// <b>Errors.</b> An exception thrown by a callback does not keep other timers from firing: the advance finishes, then
/// throws an <see cref="AggregateException"/> with every exception. Exceptions of callbacks that ran on the thread pool
/// are thrown by the next advance to finish.
/// </para>
/// <para>
/// <b>Thread safety.</b> All members are safe for concurrent use. No lock that other members need is held during a
/// callback, so callbacks may create, change and dispose timers and read the clock. Advances exclude each other: a
/// second thread waits until the running advance is over, so a callback must not block on another thread's advance.
/// </para>
/// </remarks>
public sealed class ManualTimeProvider : TimeProvider
{
    private const long LongestTicks = 0xFFFF_FFFEL * TimeSpan.TicksPerMillisecond;

    private readonly Lock _state = new();
    private readonly Lock _turn = new();
    private readonly ManualTimerQueue _queue = new();
    private readonly List<Exception> _failures = [];
    private long _nowTicks;
    private long _timersCreated;

    /// <summary>Creates a clock that stands at 2030-01-01T00:00:00Z.</summary>
    public ManualTimeProvider()
        : this(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Creates a clock that stands at <paramref name="start"/>.</summary>
    /// <param name="start">The first instant the clock shows. Its offset is not kept: the clock shows UTC.</param>
    public ManualTimeProvider(DateTimeOffset start) => _nowTicks = start.UtcTicks;

    /// <summary>The local time zone of this clock: always UTC, so that tests do not depend on the machine.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Timestamps per second: 10,000,000, one per tick of <see cref="TimeSpan"/>.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>
    /// The due time of the timer that fires next, or <see langword="null"/> if no timer waits for the clock.
    /// </summary>
    public DateTimeOffset? NextTimer
    {
        get
        {
            lock (_state)
            {
                return _queue.First is { } timer ? new DateTimeOffset(timer.DueTicks, TimeSpan.Zero) : null;
            }
        }
    }

    /// <summary>
    /// The number of timers that wait for the clock. Timers that are stopped, disposed, already fired, or queued to
    /// the thread pool because their due time is zero do not count; a periodic timer counts until it is stopped.
    /// </summary>
    public int TimerCount
    {
        get
        {
            lock (_state)
            {
                return _queue.Count;
            }
        }
    }

    /// <summary>The instant at which the clock stands, in UTC.</summary>
    /// <returns>The current instant; it changes only during an advance.</returns>
    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _nowTicks), TimeSpan.Zero);

    /// <summary>
    /// A timestamp that moves exactly with <see cref="GetUtcNow"/>, in units of 100 nanoseconds.
    /// </summary>
    /// <returns>The current timestamp; only differences between two timestamps have a meaning.</returns>
    public override long GetTimestamp() => Volatile.Read(ref _nowTicks);

    /// <summary>Moves the clock forward and fires every timer that falls due on the way.</summary>
    /// <param name="by">How far to move; zero is allowed and leaves the clock where it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="by"/> is negative, or leads beyond <see cref="DateTimeOffset.MaxValue"/>. The clock has not
    /// moved.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// Called from a timer callback, or from code that continues inside one. The clock has not moved.
    /// </exception>
    /// <exception cref="AggregateException">
    /// One or more callbacks threw. The clock has moved all the way and all due timers have fired.
    /// </exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        ThrowIfInsideAdvance();
        lock (_turn)
        {
            var now = Volatile.Read(ref _nowTicks);
            if (by.Ticks > DateTimeOffset.MaxValue.UtcTicks - now)
            {
                throw new ArgumentOutOfRangeException(nameof(by), by, "The clock cannot move beyond the year 9999.");
            }

            RunUntil(now + by.Ticks);
        }
    }

    /// <summary>Moves the clock forward to an instant and fires every timer that falls due on the way.</summary>
    /// <param name="instant">Where the clock stands afterwards; the current instant is allowed.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="instant"/> is before the current instant. The clock has not moved.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// Called from a timer callback, or from code that continues inside one. The clock has not moved.
    /// </exception>
    /// <exception cref="AggregateException">
    /// One or more callbacks threw. The clock has moved all the way and all due timers have fired.
    /// </exception>
    public void AdvanceTo(DateTimeOffset instant)
    {
        ThrowIfInsideAdvance();
        lock (_turn)
        {
            var now = GetUtcNow();
            if (instant < now)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(instant), instant, $"The clock stands at {now:O} and cannot move back.");
            }

            RunUntil(instant.UtcTicks);
        }
    }

    /// <summary>Creates a timer that runs on this clock.</summary>
    /// <param name="callback">What to call when the timer fires.</param>
    /// <param name="state">Passed to <paramref name="callback"/>.</param>
    /// <param name="dueTime">
    /// Time until the timer first fires, exact to the tick. Zero fires at once on the thread pool;
    /// <see cref="Timeout.InfiniteTimeSpan"/> leaves the timer stopped. A due time that would lie beyond
    /// <see cref="DateTimeOffset.MaxValue"/> is never reached.
    /// </param>
    /// <param name="period">
    /// Time between later firings, exact to the tick. Zero or <see cref="Timeout.InfiniteTimeSpan"/> fires once only.
    /// </param>
    /// <returns>
    /// The timer. <see cref="IAsyncDisposable.DisposeAsync"/> completes when no callback of it is running any more.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="dueTime"/> or <paramref name="period"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>, or exceeds 4,294,967,294 milliseconds (about 49.7 days), the limit of
    /// the system's timers.
    /// </exception>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        ThrowIfNotTimerInterval(dueTime, nameof(dueTime));
        ThrowIfNotTimerInterval(period, nameof(period));
        var timer = new ManualTimer(this, Interlocked.Increment(ref _timersCreated), callback, state);
        Change(timer, dueTime, period);
        return timer;
    }

    internal bool Change(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        ThrowIfNotTimerInterval(dueTime, nameof(dueTime));
        ThrowIfNotTimerInterval(period, nameof(period));
        long version;
        lock (_state)
        {
            if (timer.IsDisposed)
            {
                return false;
            }

            _queue.Remove(timer);
            version = ++timer.Version;
            timer.PeriodTicks = Math.Max(0, period.Ticks);
            if (dueTime != TimeSpan.Zero)
            {
                Schedule(timer, dueTime.Ticks);
                return true;
            }

            Schedule(timer, timer.PeriodTicks);
        }

        ThreadPool.UnsafeQueueUserWorkItem(
            static work => work.Owner.FireAtOnce(work.Timer, work.Version),
            (Owner: this, Timer: timer, Version: version),
            preferLocal: false);
        return true;
    }

    internal bool Stop(ManualTimer timer)
    {
        lock (_state)
        {
            if (timer.IsDisposed)
            {
                return false;
            }

            timer.IsDisposed = true;
            timer.Version++;
            _queue.Remove(timer);
            return true;
        }
    }

    internal Task WhenIdle(ManualTimer timer)
    {
        lock (_state)
        {
            if (timer.Running == 0)
            {
                return Task.CompletedTask;
            }

            timer.Idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return timer.Idle.Task;
        }
    }

    private static void ThrowIfNotTimerInterval(TimeSpan value, string name)
    {
        if (value != Timeout.InfiniteTimeSpan && (value < TimeSpan.Zero || value.Ticks > LongestTicks))
        {
            throw new ArgumentOutOfRangeException(
                name, value, "A timer takes zero to 4,294,967,294 milliseconds, or Timeout.InfiniteTimeSpan.");
        }
    }

    private void ThrowIfInsideAdvance()
    {
        if (_turn.IsHeldByCurrentThread)
        {
            throw new InvalidOperationException(
                "The clock is already advancing on this thread: a timer callback, or code that continues inside one "
                + "after a delay, must not advance the clock. Advance it from the test after the first advance returned.");
        }
    }

    private void RunUntil(long targetTicks)
    {
        while (TakeDue(targetTicks) is { } timer)
        {
            Fire(timer);
        }

        Exception[] failures;
        lock (_state)
        {
            failures = [.. _failures];
            _failures.Clear();
        }

        if (failures.Length > 0)
        {
            throw new AggregateException("Timer callbacks threw while the clock advanced.", failures);
        }
    }

    private ManualTimer? TakeDue(long targetTicks)
    {
        lock (_state)
        {
            var timer = _queue.First;
            if (timer is null || timer.DueTicks > targetTicks)
            {
                Volatile.Write(ref _nowTicks, targetTicks);
                return null;
            }

            Volatile.Write(ref _nowTicks, timer.DueTicks);
            _queue.Remove(timer);
            Schedule(timer, timer.PeriodTicks);
            timer.Running++;
            return timer;
        }
    }

    private void FireAtOnce(ManualTimer timer, long version)
    {
        lock (_state)
        {
            if (timer.Version != version)
            {
                return;
            }

            timer.Running++;
        }

        Fire(timer);
    }

    private void Fire(ManualTimer timer)
    {
        Exception? failure = null;
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            timer.Invoke();
        }
        catch (Exception exception)
        {
            failure = exception;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }

        TaskCompletionSource? idle;
        lock (_state)
        {
            if (failure is not null)
            {
                _failures.Add(failure);
            }

            idle = --timer.Running == 0 ? timer.Idle : null;
        }

        idle?.TrySetResult();
    }

    /// <summary>Queues the timer, if the delay is positive and ends within the range of the clock.</summary>
    private void Schedule(ManualTimer timer, long delayTicks)
    {
        if (delayTicks > 0 && delayTicks <= DateTimeOffset.MaxValue.UtcTicks - _nowTicks)
        {
            timer.DueTicks = _nowTicks + delayTicks;
            _queue.Add(timer);
        }
    }
}
