using Orchestration.Decisions;
using Orchestration.Exploration.Invariants;
using Orchestration.Exploration.Pipelines.Definitions;
using Orchestration.Exploration.Pipelines.Worlds;

namespace Orchestration.Exploration.Pipelines.Commands;

/// <summary>One more execution starts.</summary>
internal sealed record StartCommand : Command
{
    public override string Kind => "Start";

    public override Trouble? Spends => Trouble.Start;

    public override void Decide(ScopeTurn turn, CommandBy by, Inspector inspector)
    {
        Pipeline pipeline = turn.World.Definition;
        ExecutionStarted start = new()
        {
            CommandId = by.Id,
            Actor = by.Actor,
            Pipeline = pipeline.Name,
            PipelineVersion = pipeline.Version,
            Fingerprint = pipeline.Fingerprint,
            Labels = new Dictionary<string, string>(),
            Structure = pipeline.Structure,
            Lineage = new Lineage(new ExecutionId(by.Id)),
        };
        if (!turn.World.IsScoped || Start.Check(start, turn.Locks) is null)
        {
            turn.Create(Orchestration.Decisions.Start.Decide(
                new ExecutionId(by.Id), start, turn.World.Now, turn.World.Epoch, !turn.World.IsDraining, turn.World.Locks.ToGates()));
        }
    }
}
