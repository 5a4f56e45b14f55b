using Orchestration.Definitions;
using Orchestration.Exploration.Pipelines.Worlds;

namespace Orchestration.Exploration.Pipelines.Invariants;

/// <summary>Nobody waits for a stage that is free and whose gate is enabled, unless the first has no definition or is paused, or the host shuts down.</summary>
internal sealed class FreeStageHasNoLine : IScopeInvariant
{
    public string? Check(PipelineWorld world)
    {
        foreach (StageStructure stage in world.Definition.Structure.Stages)
        {
            bool isOpen = world.Locks.Find(stage.Name)?.Closure is null && !world.IsDraining;
            bool isFree = !world.Members.Any(member => Stands.Holds(member.State, stage.Index, world.Epoch));
            if (world.IsScoped && isOpen && isFree && world.Told[stage.Index].Waiting is [var first, ..] && world.Members[world.IndexOf(first)].State is { Missing: null, Status: not (ExecutionStatus.Pausing or ExecutionStatus.Paused) })
            {
                return $"{first} waits for {stage.Name}, which is free.";
            }
        }

        return null;
    }
}
