using Orchestration.Definitions;

namespace Orchestration.Executions;

/// <summary>When the limits of running attempts pass: kept in order, so that the next one is found without a look at every action.</summary>
internal static class TimeoutClock
{
    public static void Begin(ExecutionState state, ActionStarted attempt)
    {
        if (state.ActionAt(attempt.ActionIndex).Timeout is not null)
        {
            (state.Timeouts ??= []).Add(Entry(state, attempt));
        }
    }

    /// <summary>The attempt has ended, or is asked to end.</summary>
    public static void End(ExecutionState state, int action)
    {
        if (state.Timeouts is { } timeouts && state.ActionAt(action).Timeout is not null && state.Actions[action].Started is { } attempt)
        {
            timeouts.Remove(Entry(state, attempt));
        }
    }

    /// <summary>The attempt whose limit passes next, and when; null where none is limited.</summary>
    public static (DateTimeOffset Due, ActionStructure Action)? Next(ExecutionState state) => state is { Missing: null, Timeouts: { Count: > 0 } timeouts }
        ? (new DateTimeOffset(timeouts.Min.Ticks, TimeSpan.Zero), state.ActionAt(timeouts.Min.Action))
        : null;

    private static (long Ticks, int Action) Entry(ExecutionState state, ActionStarted attempt) =>
        ((attempt.At + state.ActionAt(attempt.ActionIndex).Timeout!.Value).UtcTicks, attempt.ActionIndex);
}
