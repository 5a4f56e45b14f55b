using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

/// <summary>Code that has the handle of a child cancels it.</summary>
internal sealed record CancelChildMove(int Action) : Move
{
    public override string Kind => "CancelChild";

    public override Decided Decide(Draft draft, World world, CommandBy by)
    {
        CancelChild.Decide(draft, Action, StartChildMove.Reason);
        return new Decided(Verdict.NoEffect);
    }
}
