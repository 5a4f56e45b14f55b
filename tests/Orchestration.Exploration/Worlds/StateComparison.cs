using Orchestration.Executions;

namespace Orchestration.Exploration.Worlds;

/// <summary>Compares two states of one execution in depth. Events are compared apart, so here the same sequence is the same event.</summary>
internal static class StateComparison
{
    /// <summary>The first difference in words; null if there is none.</summary>
    public static string? Difference(ExecutionState one, ExecutionState other) =>
        one.Id != other.Id ? "Id"
        : one.Version != other.Version ? "Version"
        : one.Status != other.Status ? "Status"
        : !Same(one.Start, other.Start) ? "Start"
        : !Same(one.Closed, other.Closed) ? "Closed"
        : !Same(one.ContinuedBy, other.ContinuedBy) ? "ContinuedBy"
        : one.Intent != other.Intent ? "Intent"
        : one.CurrentStage != other.CurrentStage ? "CurrentStage"
        : !Same(one.Commands, other.Commands) ? "Commands"
        : !Same(one.Resources, other.Resources) ? "Resources"
        : !Same(one.Missing, other.Missing) ? "Missing"
        : one.EnteredLast != other.EnteredLast ? "EnteredLast"
        : !Same(one.Approvals, other.Approvals) ? "Approvals"
        : !Same(one.Retries?.Values, other.Retries?.Values) ? "Retries"
        : !Same(one.Interventions, other.Interventions) ? "Interventions"
        : !(one.Intents ?? []).SequenceEqual(other.Intents ?? []) ? "Intents"
        : !(one.Clocks ?? []).SequenceEqual(other.Clocks ?? []) ? "Clocks"
        : !(one.Pauses ?? []).SequenceEqual(other.Pauses ?? []) ? "Pauses"
        : one.Mark != other.Mark ? "Mark"
        : OfEnd(one, other) is { } end ? end
        : TreeComparison.Difference(one, other)
            ?? OfOrphans(one.Orphans, other.Orphans) ?? OfStages(one.Stages, other.Stages) ?? OfActions(one.Actions, other.Actions, one.ActionCount);

    private static string? OfOrphans(List<OrphanState> one, List<OrphanState> other)
    {
        bool same = one.Count == other.Count
            && one.Zip(other).All(pair => Same(pair.First.Attempt, pair.Second.Attempt)
                && pair.First.AbandonedAt == pair.Second.AbandonedAt
                && pair.First.RollbackEpoch == pair.Second.RollbackEpoch
                && Same(pair.First.Returned, pair.Second.Returned));
        return same ? null : "Orphans";
    }

    private static string? OfStages(StageState[] one, StageState[] other)
    {
        for (int index = 0; index < one.Length; index++)
        {
            ref StageState first = ref one[index];
            ref StageState second = ref other[index];
            bool same = first.Status == second.Status && first.WaitsFor == second.WaitsFor && first.WaitsSinceTicks == second.WaitsSinceTicks && first.Cursor == second.Cursor && first.ActiveGroup == second.ActiveGroup
                && first.EnteredAt == second.EnteredAt && first.Retries == second.Retries && first.IsRolledBack == second.IsRolledBack && first.ClockTicks == second.ClockTicks && first.Parents == second.Parents && Same(first.Closed, second.Closed);
            if (!same || !((ReadOnlySpan<int>)first.Counts).SequenceEqual(second.Counts))
            {
                return $"Stages[{index}]";
            }
        }

        return null;
    }

    private static string? OfActions(ActionState[] one, ActionState[] other, int count)
    {
        for (int index = 0; index < count; index++)
        {
            if (one[index].Status != other[index].Status || one[index].WaitsFor != other[index].WaitsFor || !Same(one[index].Begun, other[index].Begun) || !Same(one[index].Closed, other[index].Closed))
            {
                return $"Actions[{index}]";
            }
        }

        return null;
    }

    private static bool Same(List<AcceptedCommand> one, List<AcceptedCommand> other)
    {
        if (one.Count != other.Count)
        {
            return false;
        }

        for (int index = 0; index < one.Count; index++)
        {
            if (one[index] with { Settled = null } != other[index] with { Settled = null } || !Same(one[index].Settled, other[index].Settled))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Same(List<ApprovalState>? one, List<ApprovalState>? other) =>
        one?.Count == other?.Count
        && (one ?? []).Zip(other ?? []).All(pair => Same(pair.First.Request, pair.Second.Request) && pair.First.Answer == pair.Second.Answer);

    /// <summary>Rollback, finalizers and releases.</summary>
    private static string? OfEnd(ExecutionState one, ExecutionState other) =>
        one.Rollback?.Stage != other.Rollback?.Stage || !Same(one.Rollback?.Failed, other.Rollback?.Failed) || !Same(one.Rollback?.Left, other.Rollback?.Left) ? "Rollback"
        : !(one.RolledBack?.Keys.ToArray() ?? []).SequenceEqual(other.RolledBack?.Keys.ToArray() ?? []) ? "RolledBack"
        : !Same(one.RolledBack?.Values.Select(undone => undone.Ended), other.RolledBack?.Values.Select(undone => undone.Ended)) ? "RolledBack"
        : !Same(one.Finish, other.Finish) ? "Finish"
        : !Same(one.Finalizers, other.Finalizers) ? "Finalizers"
        : !Same(one.Release, other.Release) ? "Release"
        : !Same(one.Step, other.Step) ? "Step"
        : null;

    private static bool Same(CleanupStep? one, CleanupStep? other) => one is null || other is null
        ? one == other
        : Same(one.Started, other.Started) && one with { Started = other.Started } == other;

    private static bool Same(IEnumerable<ExecutionEvent?>? one, IEnumerable<ExecutionEvent?>? other) =>
        (one?.Count() ?? 0) == (other?.Count() ?? 0) && (one ?? []).Zip(other ?? []).All(pair => Same(pair.First, pair.Second));

    private static bool Same(SettledScope? one, SettledScope? other) =>
        one is null || other is null ? one == other : one.At == other.At && one.Status == other.Status && one.Actions.SequenceEqual(other.Actions);

    private static bool Same(ExecutionEvent? one, ExecutionEvent? other) => one?.Sequence == other?.Sequence && one?.GetType() == other?.GetType();

    private static bool Same(List<ResourceState> one, List<ResourceState> other) =>
        one.Count == other.Count
        && one.Zip(other).All(pair => Same(pair.First.Registered, pair.Second.Registered) && Same(pair.First.Release, pair.Second.Release));
}
