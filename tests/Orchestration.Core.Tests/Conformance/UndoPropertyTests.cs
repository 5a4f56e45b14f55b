using Orchestration.Executions;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>
/// For random pipelines, strategies and failures: each succeeded action is rolled back at most once, in reverse order of completion, and
/// each resource is released, or listed as left behind, exactly once.
/// </summary>
public sealed class UndoPropertyTests
{
    private const int Walks = 400;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Each_action_is_undone_at_most_once_and_each_resource_is_released_or_left_behind(int part)
    {
        int rollbacks = 0;
        for (int seed = part * 1_000_000; seed < (part * 1_000_000) + Walks; seed++)
        {
            try
            {
                rollbacks += Check(seed);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                throw new InvalidOperationException($"The walk of the seed {seed} broke a rule. {exception.Message}", exception);
            }
        }

        Assert.True(rollbacks > Walks / 4, $"Only {rollbacks} rollbacks: the walks show too little.");
    }

    private static int Check(int seed)
    {
        UndoWalk walk = new(seed);
        walk.Run();
        HistoryRules.Check(walk.History);
        UndoRules.Check(walk.History);
        CheckResources(walk);
        CheckWholeRollbacks(walk);
        return walk.Rollbacks;
    }

    private static void CheckResources(UndoWalk walk)
    {
        string[] registered = [.. walk.History.OfType<ResourceRegistered>().Select(one => $"{one.Kind} {one.Key}")];
        string[] released = [.. walk.History.OfType<ReleaseEnded>().Where(one => one.Failure is null).Select(one => $"{one.Kind} {one.Key}")];
        string[] left = [.. walk.State.LeftBehind.Select(one => $"{one.Registered.Kind} {one.Registered.Key}")];
        Assert.Equal(registered.Order(StringComparer.Ordinal), released.Concat(left).Order(StringComparer.Ordinal));
    }

    /// <summary>A rollback that nobody has stopped leaves nothing of its scope: each succeeded action with code for it was undone.</summary>
    private static void CheckWholeRollbacks(UndoWalk walk)
    {
        ExecutionState state = walk.State;
        if (state.Rollback is not { } rollback || state.Status is ExecutionStatus.Stopped or ExecutionStatus.Aborted)
        {
            return;
        }

        Assert.Empty(RollbackPlan.Left(state));
        long begun = rollback.Failed.Sequence;
        int first = rollback.OfPipeline ? 0 : rollback.Failed.StageIndex;
        string[] scope = [.. state.Structure.Stages[first..(rollback.Failed.StageIndex + 1)].Select(stage => stage.Name)];
        string[] expected = [.. state.Structure.Actions.Where(action => action.CanRollBack && scope.Contains(action.Stage.Name) && state.Actions[action.Index].Status == ActionStatus.Succeeded).Select(action => action.Path)];
        string[] undone = [.. walk.History.OfType<RollbackEnded>().Where(one => one.Sequence > begun).Select(one => $"{one.Stage}/{one.Action}")];
        Assert.Equal(expected.Order(StringComparer.Ordinal), undone.Order(StringComparer.Ordinal));
        Assert.All(walk.History.OfType<ResourceRegistered>().Where(one => one.Sequence < begun && scope.Contains(one.Stage)), one => Assert.Contains(
            walk.History.OfType<ReleaseEnded>(), ended => (ended.Kind, ended.Key) == (one.Kind, one.Key)));
    }
}
