using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

/// <summary>Code that runs, or an orphan, registers what it creates: a file or, in every second action, a disk.</summary>
internal sealed record RegisterResourceMove(int Action, int Attempt, bool IsReleased) : Move
{
    public override string Kind => "Register";

    /// <summary>Where nothing is released, no decision depends on it.</summary>
    public override bool StandsAlone => !IsReleased;

    public override Decided Decide(Draft draft, World world, CommandBy by)
    {
        RegisterResource.Decide(draft, Action, Attempt, Action % 2 == 0 ? "file" : "disk", $"{Action}", data: null);
        return new Decided(Verdict.NoEffect);
    }

    public override bool Excludes(Move later) => later is RegisterResourceMove other && other.Action == Action;
}
