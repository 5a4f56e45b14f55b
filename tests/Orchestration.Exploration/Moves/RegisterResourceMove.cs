using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

/// <summary>Code that runs, or an orphan, registers what it creates.</summary>
internal sealed record RegisterResourceMove(int Action, int Attempt) : Move
{
    public override string Kind => "Register";

    public override bool StandsAlone => true;

    public override Decided Decide(Draft draft, World world, CommandBy by)
    {
        RegisterResource.Decide(draft, Action, Attempt, "file", $"{Action}-{Attempt}", data: null);
        return new Decided(Verdict.NoEffect);
    }
}
