using Orchestration.Lifecycles;

namespace Orchestration.Executions;

/// <summary>When the limit of all attempts of an action passes.</summary>
internal static class DeadlineClock
{
    /// <summary>When an action's deadline passes; null while it is paused.</summary>
    public static DateTimeOffset? Of(ExecutionState state, ActionClock clock) =>
        PauseClock.Due(state, clock.Since, clock.Since + state.ActionAt(clock.ActionIndex).Deadline!.Value);

    /// <summary>The deadline has passed; it never does while the execution is paused.</summary>
    public static bool HasPassed(ExecutionState state, ActionClock clock, DateTimeOffset now) => now >= Of(state, clock);

    /// <summary>The action is open, and its deadline has not been acted on.</summary>
    public static bool IsCounting(ExecutionState state, ActionClock clock)
    {
        ActionStatus status = state.Actions[clock.ActionIndex].Status;
        return !status.IsClosed() && (status != ActionStatus.Stopping || state.FindIntent(clock.ActionIndex) is { MayRetry: true });
    }
}
