namespace Orchestration;

/// <summary>A finalizer's code runs once this is stored.</summary>
public sealed class FinalizerStarted : ExecutionEvent
{
    /// <summary>Its name.</summary>
    public required string Finalizer { get; init; }

    /// <summary>Its place among the finalizers, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The owner's epoch.</summary>
    public required long Epoch { get; init; }

    /// <summary>When it is signalled to end.</summary>
    public required DateTimeOffset Deadline { get; init; }
}
