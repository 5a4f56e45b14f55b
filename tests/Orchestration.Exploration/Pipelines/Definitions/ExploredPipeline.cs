using Orchestration.Exploration.Definitions;
using Orchestration.Exploration.Pipelines.Walks;
using Orchestration.Exploration.Reports;

namespace Orchestration.Exploration.Pipelines.Definitions;

/// <summary>A definition of which several executions are explored, and how far.</summary>
internal sealed record ExploredPipeline(Pipeline Pipeline, PipelineBounds Bounds) : IExplored
{
    public string Name => Pipeline.Name;

    public Coverage Walk(int deeper, Func<bool> isOver) =>
        new PipelineWalk(Pipeline, Enumerable.Range(0, deeper).Aggregate(Bounds, (wider, _) => wider.Deeper()), isOver).Run();
}
