namespace Orchestration;

/// <summary>An execution as lists show it. Immutable.</summary>
public sealed record ExecutionSummary
{
    /// <summary>The execution.</summary>
    public required ExecutionId Id { get; init; }

    /// <summary>The pipeline's name.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The version that the definition declared.</summary>
    public required string PipelineVersion { get; init; }

    /// <summary>Its status.</summary>
    public required ExecutionStatus Status { get; init; }

    /// <summary>Whether it is closed.</summary>
    public required bool IsClosed { get; init; }

    /// <summary>The labels of the pipeline and, over them, of the start.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Who started it.</summary>
    public required string StartedBy { get; init; }

    /// <summary>When it started, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it closed, in UTC; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Why it closed.</summary>
    public ReasonCode? ClosedReason { get; init; }

    /// <summary>Whose command closed it, if one did.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>The reason which that caller gave.</summary>
    public string? ClosedText { get; init; }

    /// <summary>Where it stands in its lineage.</summary>
    public required Lineage Lineage { get; init; }

    /// <summary>Whether no newer execution of the lineage exists.</summary>
    public required bool IsLatest { get; init; }

    /// <summary>Whether it may be stopped now.</summary>
    public required bool IsStoppable { get; init; }
}
