namespace Orchestration;

/// <summary>What every command may carry.</summary>
public abstract record CommandRequest
{
    /// <summary>Why, in the caller's words; at most 200 characters. Kept in the history.</summary>
    public string? Reason { get; init; }

    /// <summary>Makes a repetition harmless: the same id again returns the same receipt, with one effect. A new id by default.</summary>
    public Guid? CommandId { get; init; }

    /// <summary>The version of a preview; if the execution has moved on since, the command is refused with <see cref="ErrorCode.Conflict"/>.</summary>
    public long? ExpectedVersion { get; init; }
}
