using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

/// <summary>A timer has fired: everything is decided whose time has come. It may have been armed for another time.</summary>
internal sealed record ElapseTimeMove : Move
{
    public override string Kind => "Timer";

    public override bool IsProgress => true;

    public override Decided Decide(Draft draft, World world, CommandBy by)
    {
        ElapseTime.Decide(draft);
        return new Decided(Verdict.NoEffect);
    }
}
