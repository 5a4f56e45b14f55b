using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>Each resource that was left behind was released, or tried to be.</summary>
public sealed class ReleaseCompleted : ExecutionEvent
{
    /// <summary>The command that asked for it.</summary>
    public required Guid CommandId { get; init; }

    /// <summary>How many could not be released.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Failed { get; init; }
}
