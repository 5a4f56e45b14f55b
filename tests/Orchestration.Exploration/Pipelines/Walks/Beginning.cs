using Orchestration.Exploration.Pipelines.Worlds;
using Orchestration.Pipelines;

namespace Orchestration.Exploration.Pipelines.Walks;

/// <summary>Nothing has been started yet.</summary>
internal static class Beginning
{
    public static PipelineWorld Of(Pipeline pipeline) => new()
    {
        Definition = pipeline,
        Locks = new PipelineState(pipeline.Name),
        Told = [.. pipeline.Structure.Stages.Select(_ => Told.Nothing)],
        Now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };
}
