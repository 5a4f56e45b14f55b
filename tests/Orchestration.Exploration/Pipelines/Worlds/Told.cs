using System.Collections.Immutable;

namespace Orchestration.Exploration.Pipelines.Worlds;

/// <summary>What the executions' own events tell of a stage, apart from the pipeline's record.</summary>
/// <param name="Waiting">Who waits to be let in, in the order of arrival.</param>
/// <param name="EnteredLast">Who entered it last.</param>
internal sealed record Told(ImmutableArray<ExecutionId> Waiting, ExecutionId? EnteredLast)
{
    public static Told Nothing { get; } = new([], null);
}
