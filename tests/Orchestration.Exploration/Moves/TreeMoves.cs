using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

/// <summary>What running code does with its children, and what code tries that has ended.</summary>
internal static class TreeMoves
{
    public static IEnumerable<Move> Of(World world, Plan plan, bool cancels)
    {
        ExecutionState state = world.State;
        for (int index = 0; plan.Children.Count > 0 && index < state.ActionCount; index++)
        {
            foreach (Move move in OfAction(state, index, plan).Where(move => cancels || move is not (CancelChildMove or StartChildMove { IsCancelled: true })))
            {
                yield return move;
            }
        }

        foreach (OrphanState orphan in plan.Children.Count > 0 ? state.Orphans : [])
        {
            if (orphan is { Returned: null, IsRollback: false } && orphan.Epoch == world.Epoch)
            {
                foreach (Move move in Refused(state, orphan.Attempt.ActionIndex, orphan.Attempt.Attempt, plan))
                {
                    yield return move;
                }
            }
        }
    }

    private static IEnumerable<Move> OfAction(ExecutionState state, int index, Plan plan)
    {
        ActionStructure action = state.ActionAt(index);
        if (action.IsChild && Rules.Open.Is(state.Actions[index].Status))
        {
            yield return new CancelChildMove(index);
        }

        if (state.Actions[index].Status is not (ActionStatus.Running or ActionStatus.Stopping))
        {
            yield break;
        }

        IEnumerable<Move> moves = state.HasReturned(index) ? Refused(state, index, state.Actions[index].Attempt, plan) : OfCode(state, action, plan);
        foreach (Move move in moves)
        {
            yield return move;
        }
    }

    private static IEnumerable<Move> OfCode(ExecutionState state, ActionStructure action, Plan plan)
    {
        int attempt = state.Actions[action.Index].Attempt;
        int started = Plan.CountStarted(state, action.Index);
        PlannedChild[] children = [.. plan.Of(action)];
        if (started < children.Length)
        {
            yield return new StartChildMove(action.Index, attempt, started + 1, children[started]);
            yield return new StartChildMove(action.Index, attempt, started + 1, children[started], IsCancelled: true);
        }

        if (started > 0)
        {
            yield return new StartChildMove(action.Index, attempt, started, children[started - 1], IsProbe: true);
            yield return new StartChildMove(action.Index, attempt, started + 1, children[0], IsProbe: true);
        }

        if (children.Length > 0)
        {
            yield return new ReportProgressMove(action.Index, attempt);
        }
    }

    /// <summary>What its code has left running starts something still.</summary>
    private static IEnumerable<Move> Refused(ExecutionState state, int index, int attempt, Plan plan)
    {
        PlannedChild[] children = [.. plan.Of(state.ActionAt(index))];
        if (children.Length > 0)
        {
            yield return new StartChildMove(index, attempt, children.Length + 1, children[^1], IsProbe: true);
        }
    }
}
