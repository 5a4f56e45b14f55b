using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Invariants;

/// <summary>
/// The events as they are stored give the state that the turn had. The world behind a turn is built from what this gives, so by induction
/// every world is the replay of its whole stored history.
/// </summary>
internal static class ReplayEqualsState
{
    public const string Name = nameof(ReplayEqualsState);

    /// <summary>The states replayed from what was stored, or what is wrong.</summary>
    public static string? Check(Turn turn, out ExecutionState state, out ExecutionState? next)
    {
        IReadOnlyList<ExecutionEvent> stored = StoredEvents.WriteAndRead(turn.State.Id, turn.Events);
        state = StoredEvents.Replay(turn.World.State, stored);
        string? wrong = Compare(turn.Events, stored) ?? StateComparison.Difference(turn.State, state);
        next = null;
        if (turn.Next is not { } created)
        {
            return wrong;
        }

        stored = StoredEvents.WriteAndRead(created.State.Id, created.Events);
        next = ExecutionState.Replay(created.State.Id, stored);
        return wrong ?? Compare(created.Events, stored) ?? StateComparison.Difference(created.State, next);
    }

    private static string? Compare(IReadOnlyList<ExecutionEvent> events, IReadOnlyList<ExecutionEvent> stored)
    {
        if (events.Count != stored.Count)
        {
            return $"{events.Count} events were written, {stored.Count} read.";
        }

        for (int index = 0; index < events.Count; index++)
        {
            if (EventComparison.Difference(events[index], stored[index]) is { } property)
            {
                return $"{events[index].GetType().Name}.{property} is not read as it was written.";
            }
        }

        return null;
    }
}
