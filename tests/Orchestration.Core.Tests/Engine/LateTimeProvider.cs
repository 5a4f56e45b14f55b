namespace Orchestration.Tests.Engine;

/// <summary>Fires timers when the test says, those that are disposed too: disposing a timer does not wait for a callback that has begun.</summary>
internal sealed class LateTimeProvider : TimeProvider
{
    private readonly List<Action> _callbacks = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _callbacks.Add(() => callback(state));
        return new Unmoved();
    }

    public void FireAll() => _callbacks.ForEach(callback => callback());

    private sealed class Unmoved : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
