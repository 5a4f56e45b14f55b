using Orchestration.Decisions;
using Orchestration.Executions;

namespace Orchestration.Exploration.Worlds;

/// <summary>The part of the key that says what falls due, and what single actions are asked to end for.</summary>
internal ref partial struct WorldKey
{
    /// <summary>In a pause the times count that would be left if it ended now.</summary>
    private void AddTimes(ExecutionState state, DateTimeOffset now)
    {
        ExecutionState counting = state;
        if (state.Pauses is [.., { To: null }])
        {
            counting = state.Clone();
            PauseClock.End(counting, now);
        }

        foreach (Effect effect in state.HasTimes ? PendingTimes.Of(counting) : [])
        {
            Add((int)effect.Kind);
            Add(NodeOf(state, effect.Node));
            AddDistance(effect.Due, now);
        }

        Add(255);
        foreach (ActionRetrying retry in state.Retries?.Values.ToArray() ?? [])
        {
            Add(NodeOf(state, retry.ActionIndex));
            Add(retry.Retry);
            AddDistance(state.Actions[retry.ActionIndex].IsAwaitingRetry ? PauseClock.Due(counting, retry.At, retry.RetryAt) : null, now);
        }

        foreach (ActionClock clock in state.Clocks?.Values.ToArray() ?? [])
        {
            Add(NodeOf(state, clock.ActionIndex));
            AddDistance(DeadlineClock.Of(counting, clock), now);
        }

        AddDistance(state.Missing?.InvalidateAt, now);
    }

    private void AddOwn(ExecutionState state, DateTimeOffset now)
    {
        foreach (ActionIntent own in state.Intents?.Values.ToArray() ?? [])
        {
            Add(NodeOf(state, own.ActionIndex));
            Add((int)own.Mode);
            Add((int)own.Outcome);
            Add((int)own.Resolution);
            Add((int)own.Grace.TotalSeconds);
            Add(own.MayRetry ? 1 : 0);
            AddDistance(own.Deadline, now);
            AddDistance(own.GraceUntil, now);
        }

        Add(255);
        foreach (InterventionRequested asked in state.Interventions ?? [])
        {
            if (state.Actions[asked.ActionIndex].IsAwaitingIntervention)
            {
                Add(asked.ActionIndex);
                Add(asked.Level);
                Add((int)asked.Status);
            }
        }

        Add(state.Mark is { } mark ? (int)mark.Mode : 255);
    }
}
