using Orchestration.Definitions;
using Orchestration.Exploration.Pipelines.Worlds;

namespace Orchestration.Exploration.Pipelines.Invariants;

/// <summary>At most one execution of the mode <see cref="ExecutionMode.Supersede"/> waits at a gate.</summary>
internal sealed class OneWaitsWhereSuperseding : IScopeInvariant
{
    public string? Check(PipelineWorld world)
    {
        StageStructure? crowded = world.Definition.Mode != ExecutionMode.Supersede
            ? null
            : Array.Find(world.Definition.Structure.Stages, stage => world.Told[stage.Index].Waiting.Length > 1);
        return crowded is null ? null : $"[{string.Join(", ", world.Told[crowded.Index].Waiting)}] wait for {crowded.Name}.";
    }
}
