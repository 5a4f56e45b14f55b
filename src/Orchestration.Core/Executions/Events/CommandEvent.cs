namespace Orchestration;

/// <summary>An accepted command of a caller: who, why, and its id.</summary>
public abstract class CommandEvent : ExecutionEvent
{
    /// <summary>The command's id; its receipt is found by it.</summary>
    public required Guid CommandId { get; init; }

    /// <summary>Who sent it.</summary>
    public required string Actor { get; init; }

    /// <summary>Why, in the caller's words.</summary>
    public string? Reason { get; init; }
}
