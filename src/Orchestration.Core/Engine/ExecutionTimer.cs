using Orchestration.Decisions;
using Orchestration.Executions;

namespace Orchestration.Engine;

/// <summary>The one timer of an execution. Touched only by the consumer of its mailbox.</summary>
internal sealed class ExecutionTimer(LiveExecution live)
{
    private (TimerEntry Entry, DateTimeOffset Due)? _timer;

    /// <summary>Arms it for the earliest time that the execution awaits.</summary>
    public void Arm(ExecutionState state)
    {
        DateTimeOffset? due = Earliest(state, after: null);
        if (_timer?.Due == due)
        {
            return;
        }

        _timer?.Entry.Disarm();
        _timer = due is null ? null : (Arm(due.Value), due.Value);
    }

    /// <summary>
    /// It has fired and its turn is over. The next one is armed: the same time again where the clock was set back, or where the turn itself
    /// has made something due, such as a grace of no length; but no time that has passed without effect, which would hide the later ones.
    /// </summary>
    public void Elapsed(DateTimeOffset due, DateTimeOffset now, bool hasChanged)
    {
        if (_timer?.Due != due)
        {
            return;
        }

        _timer = null;
        if (live.State is { HasTimes: true } state && Earliest(state, after: hasChanged || due > now ? null : now) is { } next)
        {
            _timer = (Arm(next), next);
        }
    }

    private static DateTimeOffset? Earliest(ExecutionState state, DateTimeOffset? after)
    {
        DateTimeOffset? due = null;
        foreach (Effect effect in PendingTimes.Of(state))
        {
            bool isAwaited = after is null || effect.Due > after;
            due = isAwaited && (due is null || effect.Due < due) ? effect.Due : due;
        }

        return due;
    }

    /// <summary>Apart, because what a lambda captures is allocated where its method begins, and most turns arm nothing.</summary>
    private TimerEntry Arm(DateTimeOffset due) => live.Engine.Timers.Arm(due, () => live.Post(new TimerItem(due)));
}
