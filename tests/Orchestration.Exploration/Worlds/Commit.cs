using Orchestration.Executions;

namespace Orchestration.Exploration.Worlds;

/// <summary>Stores a turn: the world behind it.</summary>
internal static class Commit
{
    private const int IdsOfATurn = 2;

    /// <param name="turn">What was decided.</param>
    /// <param name="state">The turn's execution, as its stored events give it.</param>
    /// <param name="next">The execution that the turn created, likewise.</param>
    public static World Of(Turn turn, ExecutionState state, ExecutionState? next)
    {
        World world = turn.World with { Used = turn.Used, CommandsSent = turn.World.CommandsSent + IdsOfATurn };
        return next is null
            ? world with { State = state, Returned = RootReturn.After(turn), Accepted = turn.World.Accepted.AddRange(turn.Accepted) }
            : world with { State = next, Returned = null, Ancestors = turn.World.Ancestors.Insert(0, state), Accepted = [] };
    }
}
