namespace Orchestration;

/// <summary>A command that was refused or denied. Accepted ones are in their execution's history.</summary>
public sealed record AuditEntry
{
    /// <summary>Its place in the audit, given by the store; later entries have greater ones.</summary>
    public long Position { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who.</summary>
    public required string Actor { get; init; }

    /// <summary>What was asked for.</summary>
    public required Verb Verb { get; init; }

    /// <summary>The pipeline, where it is known.</summary>
    public string? Pipeline { get; init; }

    /// <summary>The execution, if one was addressed.</summary>
    public ExecutionId? Execution { get; init; }

    /// <summary>The stage, if one was addressed.</summary>
    public string? Stage { get; init; }

    /// <summary>The action, if one was addressed.</summary>
    public string? Action { get; init; }

    /// <summary>Why it was refused.</summary>
    public required ErrorCode Code { get; init; }

    /// <summary>The reason that the caller gave.</summary>
    public string? Reason { get; init; }

    /// <summary>The command's id, if it had one.</summary>
    public Guid? CommandId { get; init; }

    /// <summary>How many further refusals of this actor were not written since its entry before, because there were too many.</summary>
    public int Suppressed { get; init; }
}
