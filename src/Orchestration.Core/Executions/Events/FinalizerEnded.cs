using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>A finalizer has returned, or nobody waits for it any more. Its failure changes no outcome.</summary>
public sealed class FinalizerEnded : ExecutionEvent
{
    /// <summary>Its name.</summary>
    public required string Finalizer { get; init; }

    /// <summary>Its place among the finalizers, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>What went wrong; null if nothing did.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Its code still runs; nobody waits for it any more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsAbandoned { get; init; }
}
