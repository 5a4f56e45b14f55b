using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration;

/// <summary>The execution was accepted. Always its first event.</summary>
public sealed class ExecutionStarted : CommandEvent
{
    private readonly StrongBox<ExecutionId>? _reapplies;

    /// <summary>The pipeline's name.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The version that the definition declared.</summary>
    public required string PipelineVersion { get; init; }

    /// <summary>The definition's fingerprint.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The input, if the pipeline has one.</summary>
    [JsonInclude]
    public Payload? Input { get; internal set; }

    /// <summary>The labels given at the start.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Where it stands in its lineage.</summary>
    public required Lineage Lineage { get; init; }

    /// <summary>The execution whose stage it runs again, if it is a reapplication; the stage is the lineage's <see cref="Orchestration.Lineage.FromStage"/>.</summary>
    public ExecutionId? Reapplies
    {
        get => _reapplies?.Value;
        init => _reapplies = value is { } id ? new StrongBox<ExecutionId>(id) : null;
    }

    /// <summary>What it runs again, if it is a rerun.</summary>
    public RerunOrigin? Rerun { get; init; }

    /// <summary>What kind of run it is.</summary>
    [JsonIgnore]
    public ExecutionType Type => Reapplies is not null ? ExecutionType.Reapply : Rerun is not null ? ExecutionType.Rerun : ExecutionType.Standard;

    /// <summary>The starter, with whose rights the execution's own code acts later. Nobody who watches sees it.</summary>
    [JsonInclude]
    internal IReadOnlyList<StarterIdentity> Starter { get; init; } = [];

    /// <summary>The definition as data.</summary>
    [JsonInclude]
    internal PipelineStructure Structure { get; init; } = null!;
}
