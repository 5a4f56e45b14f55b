using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>The running rollback, finalizer or cleaner is signalled once this is stored.</summary>
public sealed class CleanupStopping : ExecutionEvent
{
    /// <summary>When nobody waits for it any more.</summary>
    public required DateTimeOffset GraceUntil { get; init; }

    /// <summary>Whether its own deadline has passed, and not a stop asks for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsExpiry { get; init; }
}
