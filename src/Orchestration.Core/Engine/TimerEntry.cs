namespace Orchestration.Engine;

/// <summary>One armed due time.</summary>
internal sealed class TimerEntry(Action elapsed)
{
    private Action? _elapsed = elapsed;

    /// <summary>It will not elapse any more, and holds nothing.</summary>
    public void Disarm() => Volatile.Write(ref _elapsed, null);

    public void Elapse() => Interlocked.Exchange(ref _elapsed, null)?.Invoke();
}
