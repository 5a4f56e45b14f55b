using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

/// <summary>The code of an attempt tells how far it is.</summary>
internal sealed record ReportProgressMove(int Action, int Attempt) : Move
{
    public override string Kind => "Progress";

    /// <summary>No decision depends on it.</summary>
    public override bool StandsAlone => true;

    public override Decided Decide(Draft draft, World world, CommandBy by)
    {
        ReportProgress.Decide(draft, Action, Attempt, done: 1, total: 2, "half");
        return new Decided(Verdict.NoEffect);
    }
}
