using Orchestration.Pipelines;
using Orchestration.Storage;

namespace Orchestration.Exploration.Pipelines.Invariants;

/// <summary>Compares two records of a pipeline in depth.</summary>
internal static class RecordComparison
{
    /// <summary>The first difference in words; null if there is none. What is kept of stages comes before the versions.</summary>
    public static string? Difference(PipelineRecord one, PipelineRecord other) =>
        one.Pipeline != other.Pipeline ? "Pipeline"
        : one.Stages.Length != other.Stages.Length || !one.Stages.Zip(other.Stages).All(pair => Same(pair.First, pair.Second)) ? "Stages"
        : !one.Changes.SequenceEqual(other.Changes) ? "Changes"
        : one.Version != other.Version ? "Version"
        : one.GateVersion != other.GateVersion ? "GateVersion"
        : null;

    private static bool Same(StageRecord one, StageRecord other) => one with { Waiting = other.Waiting } == other && one.Waiting.SequenceEqual(other.Waiting);
}
