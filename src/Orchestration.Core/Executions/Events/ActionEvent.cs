using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>Something that happened to an action.</summary>
public abstract class ActionEvent : ExecutionEvent
{
    /// <summary>The name of the action's stage.</summary>
    public required string Stage { get; init; }

    /// <summary>The action's name within its stage.</summary>
    public required string Action { get; init; }

    /// <summary>The action's place in the pipeline, from 0.</summary>
    [JsonPropertyName("a")]
    public required int ActionIndex { get; init; }
}
