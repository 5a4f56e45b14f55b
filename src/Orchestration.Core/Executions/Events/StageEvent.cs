using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>Something that happened to a stage.</summary>
public abstract class StageEvent : ExecutionEvent
{
    /// <summary>The stage's name.</summary>
    public required string Stage { get; init; }

    /// <summary>The stage's place in the pipeline, from 0.</summary>
    [JsonPropertyName("s")]
    public required int StageIndex { get; init; }
}
