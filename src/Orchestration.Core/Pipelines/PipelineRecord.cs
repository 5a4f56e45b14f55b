using System.Text.Json.Serialization;
using Orchestration.Pipelines;

namespace Orchestration.Storage;

/// <summary>What a store keeps of one pipeline: its gates, locks and waiting lines after one commit. Immutable.</summary>
public sealed class PipelineRecord
{
    /// <summary>The pipeline's name.</summary>
    public required string Pipeline { get; init; }

    /// <summary>Counts the commits that changed the record, from 1.</summary>
    public required long Version { get; init; }

    /// <summary>Counts the commits that changed a gate, from 0; a <see cref="GateGuard"/> is compared with it.</summary>
    public required long GateVersion { get; init; }

    [JsonInclude]
    internal StageRecord[] Stages { get; init; } = [];

    [JsonInclude]
    internal GateChange[] Changes { get; init; } = [];

    /// <summary>False where JSON had null, or nothing, for what a record always has; the serializer lets that through.</summary>
    internal bool IsWhole =>
        Pipeline is not null
        && Stages is not null
        && Array.TrueForAll(Stages, stage => stage?.IsWhole == true)
        && Changes is not null
        && Array.TrueForAll(Changes, change => change is { Pipeline: not null, Stage: not null });

    internal static PipelineRecord Of(PipelineState state) => new()
    {
        Pipeline = state.Name,
        Version = state.Version,
        GateVersion = state.GateVersion,
        Stages = [.. state.Lines.Select(StageRecord.Of)],
        Changes = [.. state.Changes],
    };
}
