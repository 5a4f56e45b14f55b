using Orchestration.Definitions;
using Orchestration.Exploration.Pipelines.Worlds;

namespace Orchestration.Exploration.Pipelines.Invariants;

/// <summary>Nobody passes a gate that was disabled before the turn and is still.</summary>
internal sealed class GateIsRespected : IScopeCommitInvariant
{
    public string? Check(ScopeTurn turn, PipelineWorld after)
    {
        foreach (StageStructure stage in turn.World.Definition.Structure.Stages)
        {
            bool isDisabled = turn.World.Locks.Find(stage.Name)?.Closure is not null && after.Locks.Find(stage.Name)?.Closure is not null;
            if (isDisabled && turn.Participants.FirstOrDefault(one => Passes.Gate(one, stage.Index)) is { } one)
            {
                return $"{one.Draft.State.Id} passes the disabled gate of {stage.Name}.";
            }
        }

        return null;
    }
}
