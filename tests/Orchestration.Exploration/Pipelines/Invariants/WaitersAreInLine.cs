using Orchestration.Definitions;
using Orchestration.Exploration.Pipelines.Worlds;

namespace Orchestration.Exploration.Pipelines.Invariants;

/// <summary>Whoever waits to be let in stands in that stage's line exactly once, in the order of arrival, and nobody else does.</summary>
internal sealed class WaitersAreInLine : IScopeInvariant
{
    public string? Check(PipelineWorld world)
    {
        foreach (StageStructure stage in world.Definition.Structure.Stages)
        {
            IEnumerable<ExecutionId> line = world.Locks.Find(stage.Name)?.Waiting.Select(occupant => occupant.Execution) ?? [];
            IEnumerable<ExecutionId> expected = world.IsScoped ? world.Told[stage.Index].Waiting : [];
            if (!line.SequenceEqual(expected))
            {
                return $"in the line of {stage.Name} are [{string.Join(", ", line)}]; expected [{string.Join(", ", expected)}].";
            }
        }

        return null;
    }
}
