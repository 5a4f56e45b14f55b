using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

/// <summary>A timer says that the wait for a retry is over; it may have been armed for another time.</summary>
internal sealed record ElapseRetriesMove : Move
{
    public override string Kind => "Timer";

    public override bool IsProgress => true;

    public override Decided Decide(Draft draft, World world, CommandBy by)
    {
        ElapseRetries.Decide(draft);
        return new Decided(Verdict.NoEffect);
    }
}
