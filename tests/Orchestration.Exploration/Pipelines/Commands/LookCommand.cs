using Orchestration.Decisions;
using Orchestration.Exploration.Invariants;
using Orchestration.Exploration.Pipelines.Worlds;

namespace Orchestration.Exploration.Pipelines.Commands;

/// <summary>An execution of the mode <see cref="ExecutionMode.Parallel"/> drives its stop, or looks at its gate again.</summary>
internal sealed record LookCommand(int Member) : Command
{
    public override string Kind => "Look";

    public override bool IsProgress => true;

    public override int Addressee => Member;

    public override void Decide(ScopeTurn turn, CommandBy by, Inspector inspector) => turn.Enter(Member);
}
