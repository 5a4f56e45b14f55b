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
        DateTimeOffset? due = null;
        foreach (Effect effect in PendingTimes.Of(state))
        {
            due = due is null || effect.Due < due ? effect.Due : due;
        }

        if (_timer?.Due == due)
        {
            return;
        }

        _timer?.Entry.Disarm();
        _timer = due is null ? null : (Arm(due.Value), due.Value);
    }

    /// <summary>
    /// It has fired and its turn is over. If its time is not now, because the clock was set back, it is awaited again; so is what the turn
    /// itself has made due at the same time, such as a grace of no length.
    /// </summary>
    public void Elapsed(DateTimeOffset due, DateTimeOffset now, bool hasChanged)
    {
        if (_timer?.Due != due)
        {
            return;
        }

        _timer = null;
        if ((due > now || hasChanged) && live.State is { } state)
        {
            Arm(state);
        }
    }

    /// <summary>Apart, because what a lambda captures is allocated where its method begins, and most turns arm nothing.</summary>
    private TimerEntry Arm(DateTimeOffset due) => live.Engine.Timers.Arm(due, () => live.Post(new TimerItem(due)));
}
