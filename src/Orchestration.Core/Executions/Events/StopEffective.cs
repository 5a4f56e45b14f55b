namespace Orchestration;

/// <summary>The immediate effects of the intent in force are decided; they stand behind this event in the same commit.</summary>
public sealed class StopEffective : ExecutionEvent
{
    /// <summary>The command whose intent is in force.</summary>
    public required Guid CommandId { get; init; }

    /// <summary>The mode that took effect.</summary>
    public required StopMode Mode { get; init; }

    /// <summary>When signalled actions that have not returned are abandoned.</summary>
    public DateTimeOffset? GraceUntil { get; init; }
}
