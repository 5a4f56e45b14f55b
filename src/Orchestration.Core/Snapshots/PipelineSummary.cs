namespace Orchestration;

/// <summary>A pipeline as lists show it. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="PipelineVersion">The version that the newest registered definition declares; null where none is registered.</param>
/// <param name="Mode">How executions that start now stand to each other.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Stages">The names of the newest definition's stages, in order.</param>
public sealed record PipelineSummary(
    string Name, string? PipelineVersion, ExecutionMode Mode, IReadOnlyDictionary<string, string> Labels, IReadOnlyList<string> Stages);
