using System.Collections.Immutable;
using Orchestration.Pipelines;

namespace Orchestration.Exploration.Worlds;

/// <summary>What an execution shares with the others of its pipeline.</summary>
/// <param name="Locks">The locks, lines and gates.</param>
/// <param name="EnteredLast">By stage, who entered it last, as the events tell.</param>
internal sealed record Rivals(PipelineState Locks, ImmutableArray<ExecutionId?> EnteredLast);
