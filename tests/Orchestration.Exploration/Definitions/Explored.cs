using Orchestration.Exploration.Moves;
using Orchestration.Exploration.Reports;
using Orchestration.Exploration.Walks;

namespace Orchestration.Exploration.Definitions;

/// <summary>A definition of which single executions are explored, and how far.</summary>
internal sealed record Explored(Pipeline Pipeline, Bounds Bounds) : IExplored
{
    /// <summary>What running code starts.</summary>
    public Plan Plan { get; init; } = Plan.None;

    public string Name => Pipeline.Name;

    public Coverage Walk(int deeper, Func<bool> isOver) =>
        new Walk(this, Enumerable.Range(0, deeper).Aggregate(Bounds, (wider, _) => wider.Deeper()), isOver).Run();
}
