namespace Orchestration;

/// <summary>The action closed.</summary>
public sealed class ActionClosed : ActionEvent
{
    /// <summary>How.</summary>
    public required ActionStatus Status { get; init; }

    /// <summary>Why.</summary>
    public required ReasonCode Reason { get; init; }

    /// <summary>The attempt that closed with it; 0 if none had begun.</summary>
    public required int Attempt { get; init; }

    /// <summary>What its code threw, if it did; beside <see cref="ActionStatus.Aborted"/> for diagnosis.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Its output, if it has one.</summary>
    public Payload? Output { get; init; }

    /// <summary>The command that caused it, if one did.</summary>
    public Guid? CommandId { get; init; }

    /// <summary>Who sent that command.</summary>
    public string? Actor { get; init; }
}
