namespace Orchestration;

/// <summary>A pipeline as it stood in one moment: what a console draws. Immutable.</summary>
public sealed record PipelineSnapshot
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The version that the newest registered definition declares; null where none is registered.</summary>
    public string? PipelineVersion { get; init; }

    /// <summary>How executions that start now stand to each other.</summary>
    public ExecutionMode Mode { get; init; }

    /// <summary>The stages of the newest definition in order, then others that executions of earlier ones are in or whose gates are disabled.</summary>
    public required IReadOnlyList<PipelineStage> Stages { get; init; }

    /// <summary>The newest changes of gates, in order; at most 50. A command id is recognised again for as long as its change is among them.</summary>
    public required IReadOnlyList<GateChange> GateChanges { get; init; }

    /// <summary>The stage of exactly this name.</summary>
    /// <param name="stage">The name.</param>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public PipelineStage this[string stage] => Stages.FirstOrDefault(one => one.Name == stage)
        ?? throw new KeyNotFoundException($"Pipeline '{Name}' has no stage '{stage}'.");
}
