using Orchestration.Executions;

namespace Orchestration.Exploration.Worlds;

/// <summary>The part of the key that says how far rollback, finalizers and releases are, and what they depend on.</summary>
internal ref partial struct WorldKey
{
    private void AddEnd(ExecutionState state, long epoch)
    {
        foreach (StageState stage in state.Stages)
        {
            Add(stage.IsRolledBack ? 1 : 0);
        }

        for (int index = 0; index < state.Structure.Actions.Length; index++)
        {
            Add(state.Actions[index].Closed is ActionClosed closed ? (int)(closed.Strategy ?? FailureStrategyKind.Fail) + (closed.IsForgiven ? 16 : 0) : 255);
            Add(state.FindRollback(index) is null ? 0 : 1);
        }

        foreach (int action in Enumerable.Range(0, state.Structure.Actions.Length)
            .Where(index => state.Structure.Actions[index].CanRollBack && state.Actions[index].Status == ActionStatus.Succeeded)
            .OrderBy(index => state.Actions[index].Closed!.Sequence))
        {
            Add(action);
        }

        Add(255);
        if (state.Closed is null)
        {
            Add(state.Rollback is { } rollback ? rollback.Stage : 255);
            Add(state.Rollback is { } of ? ((int)of.Failed.Strategy! * 32) + (int)of.Failed.Status! : 255);
            Add(state.Finish is { } finish ? (int)finish.Status + (finish.RunsFinalizers ? 32 : 0) : 255);
            Add(state.Finish is null ? 0 : state.Finalizers?.Count ?? 0);
        }

        Add(state.Step is { } step ? ((int)step.Kind * 32) + step.Node : 255);
        Add(state.Step is { } running ? (running.IsExpired ? 1 : 0) + (running.GraceUntil is null ? 0 : 2) + (running.Epoch == epoch ? 0 : 4) : 255);
        Add(state.Release is null ? 0 : 1);
        AddResources(state);
    }

    /// <summary>Where nothing is released they are only recorded.</summary>
    private void AddResources(ExecutionState state)
    {
        if (state.Structure.Release is null)
        {
            return;
        }

        foreach (ResourceState resource in state.LeftBehind)
        {
            Add(NodeOf(state, resource.Registered.ActionIndex));
            Add(state.Rollback is null || resource.IsUntriedSince(state.Rollback.Failed.Sequence) ? 0 : 1);
            Add(state.Finish is null || resource.IsUntriedSince(state.Finish.Sequence) ? 0 : 1);
            Add(state.Release is null || resource.IsUntriedSince(state.Release.Sequence) ? 0 : 1);
        }

        Add(255);
    }
}
