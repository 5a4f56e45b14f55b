namespace Orchestration;

/// <summary>The stage closed.</summary>
public sealed class StageClosed : StageEvent
{
    /// <summary>How.</summary>
    public required StageStatus Status { get; init; }

    /// <summary>Why.</summary>
    public required ReasonCode Reason { get; init; }

    /// <summary>What its condition threw, if it did.</summary>
    public Failure? Failure { get; init; }

    /// <summary>The command that caused it, if one did.</summary>
    public Guid? CommandId { get; init; }

    /// <summary>Who sent that command.</summary>
    public string? Actor { get; init; }
}
