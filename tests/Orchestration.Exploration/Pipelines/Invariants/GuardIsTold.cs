using Orchestration.Definitions;
using Orchestration.Exploration.Pipelines.Worlds;

namespace Orchestration.Exploration.Pipelines.Invariants;

/// <summary>In the mode <see cref="ExecutionMode.Parallel"/> whoever passes a gate says which gates that relies on, so that the store can refuse what came too late.</summary>
internal sealed class GuardIsTold : IScopeCommitInvariant
{
    public string? Check(ScopeTurn turn, PipelineWorld after)
    {
        if (turn.World.IsScoped)
        {
            return null;
        }

        StageStructure[] stages = turn.World.Definition.Structure.Stages;
        Participant? silent = turn.Participants.FirstOrDefault(
            one => one.Draft.GateVersion != turn.World.Locks.GateVersion && Array.Exists(stages, stage => Passes.Gate(one, stage.Index)));
        return silent is null ? null : $"{silent.Draft.State.Id} passes a gate and relies on version {silent.Draft.GateVersion?.ToString("D") ?? "none"}.";
    }
}
