namespace Orchestration;

/// <summary>The deadline of a stop that waited has passed: it now cancels.</summary>
public sealed class StopEscalated : ExecutionEvent
{
    /// <summary>The mode from here on.</summary>
    public required StopMode Mode { get; init; }
}
