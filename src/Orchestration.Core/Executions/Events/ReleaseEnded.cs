using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>A resource was released, or could not be: then it stays on the list of what is left behind.</summary>
public sealed class ReleaseEnded : ExecutionEvent
{
    /// <summary>What it is.</summary>
    public required string Kind { get; init; }

    /// <summary>Its name among its kind.</summary>
    public required string Key { get; init; }

    /// <summary>What went wrong; null if it was released.</summary>
    public Failure? Failure { get; init; }

    /// <summary>The cleaner's code still runs; nobody waits for it any more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsAbandoned { get; init; }
}
