using Orchestration.Decisions;
using Orchestration.Exploration.Invariants;
using Orchestration.Exploration.Pipelines.Definitions;
using Orchestration.Exploration.Pipelines.Worlds;

namespace Orchestration.Exploration.Pipelines.Commands;

/// <summary>A gate is disabled or enabled.</summary>
internal sealed record GateCommand(string Stage, bool Enables) : Command
{
    public override string Kind => Enables ? "EnableGate" : "DisableGate";

    public override bool IsProgress => Enables;

    public override Trouble? Spends => Enables ? null : Trouble.Disable;

    public override void Decide(ScopeTurn turn, CommandBy by, Inspector inspector)
    {
        string pipeline = turn.World.Definition.Name;
        GateRequest request = Enables ? new EnableGateRequest(pipeline, Stage) : new DisableGateRequest(pipeline, Stage, "disabled");
        if (ChangeGate.Decide(turn.Locks, Enables ? Verb.EnableGate : Verb.DisableGate, request, by, turn.World.Now, out _) is { } refusal)
        {
            inspector.Report("GatesChange", $"{Kind} is refused with {refusal.Code}.");
        }
    }
}
