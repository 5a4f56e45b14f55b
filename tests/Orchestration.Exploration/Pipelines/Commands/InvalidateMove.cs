using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Moves;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Pipelines.Commands;

/// <summary>The definition has been missing for too long.</summary>
internal sealed record InvalidateMove : Move
{
    public override string Kind => "Timer";

    public override bool IsProgress => true;

    public override Decided Decide(Draft draft, World world, CommandBy by)
    {
        MissDefinition.Elapse(draft);
        return new Decided(Verdict.NoEffect);
    }
}
