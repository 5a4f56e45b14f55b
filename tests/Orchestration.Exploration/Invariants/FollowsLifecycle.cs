using Orchestration.Lifecycles;

namespace Orchestration.Exploration.Invariants;

/// <summary>Every change of a status is a cell of its lifecycle's table.</summary>
internal sealed class FollowsLifecycle : IEventInvariant
{
    private static readonly HashSet<(ExecutionStatus From, ExecutionStatus To)> OfExecution = Moves(ExecutionLifecycle.Table);
    private static readonly HashSet<(StageStatus From, StageStatus To)> OfStage = Moves(StageLifecycle.Table);
    private static readonly HashSet<(ActionStatus From, ActionStatus To)> OfAction = Moves(ActionLifecycle.Table);

    public string? Check(EventStep step)
    {
        if (!OfExecution.Contains((step.Before.Status, step.After.Status)))
        {
            return $"the execution went from {step.Before.Status} to {step.After.Status}.";
        }

        for (int index = 0; index < step.Before.Stages.Length; index++)
        {
            if (!OfStage.Contains((step.Before.Stages[index].Status, step.After.Stages[index].Status)))
            {
                return $"stage {index} went from {step.Before.Stages[index].Status} to {step.After.Stages[index].Status}.";
            }
        }

        for (int index = 0; index < step.Before.ActionCount; index++)
        {
            if (!OfAction.Contains((step.Before.Actions[index].Status, step.After.Actions[index].Status)))
            {
                return $"action {index} went from {step.Before.Actions[index].Status} to {step.After.Actions[index].Status}.";
            }
        }

        return null;
    }

    private static HashSet<(TState From, TState To)> Moves<TState, TTrigger>(LifecycleTable<TState, TTrigger> table)
        where TState : struct, Enum
        where TTrigger : struct, Enum
    {
        HashSet<(TState, TState)> moves = [];
        foreach (TState from in Enum.GetValues<TState>())
        {
            moves.Add((from, from));
            foreach (TTrigger trigger in Enum.GetValues<TTrigger>())
            {
                if (table.TryNext(from, trigger, out TState to))
                {
                    moves.Add((from, to));
                }
            }
        }

        return moves;
    }
}
