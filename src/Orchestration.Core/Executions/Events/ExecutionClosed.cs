using System.Runtime.CompilerServices;

namespace Orchestration;

/// <summary>The execution closed.</summary>
public sealed class ExecutionClosed : ExecutionEvent
{
    private readonly StrongBox<ExecutionId>? _supersededBy;

    /// <summary>How.</summary>
    public required ExecutionStatus Status { get; init; }

    /// <summary>Why.</summary>
    public required ReasonCode Reason { get; init; }

    /// <summary>The command that caused it, if one did.</summary>
    public Guid? CommandId { get; init; }

    /// <summary>Who sent that command.</summary>
    public string? Actor { get; init; }

    /// <summary>The reason that the actor gave.</summary>
    public string? Text { get; init; }

    /// <summary>The newer execution whose arrival closed it, if one did.</summary>
    public ExecutionId? SupersededBy
    {
        get => _supersededBy?.Value;
        init => _supersededBy = value is { } id ? new StrongBox<ExecutionId>(id) : null;
    }
}
