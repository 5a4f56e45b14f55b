using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Moves;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Invariants;

/// <summary>A command and what became of it.</summary>
/// <param name="Turn">The turn as it stood before the command.</param>
/// <param name="Move">The command.</param>
/// <param name="By">Its id.</param>
/// <param name="Verdict">The answer.</param>
/// <param name="Events">What it recorded.</param>
/// <param name="After">The state behind it.</param>
/// <param name="Next">The draft of an execution that it created.</param>
internal sealed record DecisionStep(
    Turn Turn, Move Move, CommandBy By, Verdict Verdict, IReadOnlyList<ExecutionEvent> Events, ExecutionState After, Draft? Next)
{
    public World World => Turn.World;

    public ExecutionState Before => Turn.State;
}
