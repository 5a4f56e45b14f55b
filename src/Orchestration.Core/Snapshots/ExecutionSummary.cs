using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>An execution as lists show it. Immutable.</summary>
public sealed record ExecutionSummary
{
    private readonly RareFacts _rare = RareFacts.None;

    /// <summary>The execution.</summary>
    public required ExecutionId Id { get; init; }

    /// <summary>The pipeline's name.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The version that the definition declared.</summary>
    public required string PipelineVersion { get; init; }

    /// <summary>How it stands to the pipeline's other executions: the mode that it started with.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ExecutionMode Mode { get; init; }

    /// <summary>What kind of run it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ExecutionType Type { get; init; }

    /// <summary>The execution whose stage it runs again, if it is a <see cref="ExecutionType.Reapply"/>.</summary>
    public ExecutionId? Reapplies
    {
        get => _rare.Reapplies;
        init => _rare = value is null ? _rare : _rare with { Reapplies = value };
    }

    /// <summary>The execution that it runs again, if it is a <see cref="ExecutionType.Rerun"/>.</summary>
    public ExecutionId? RerunOf
    {
        get => _rare.RerunOf;
        init => _rare = value is null ? _rare : _rare with { RerunOf = value };
    }

    /// <summary>Whether it is a root run: one action, whose code starts the others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsRootRun
    {
        get => _rare.IsRootRun;
        init => _rare = value == _rare.IsRootRun ? _rare : _rare with { IsRootRun = value };
    }

    /// <summary>The stage that it entered last; null where it entered none.</summary>
    public string? Stage { get; init; }

    /// <summary>Since when the definition that it needs is not registered, in UTC; null where it is. Nothing of it starts meanwhile.</summary>
    public DateTimeOffset? DefinitionMissingSince
    {
        get => _rare.DefinitionMissingSince;
        init => _rare = value is null ? _rare : _rare with { DefinitionMissingSince = value };
    }

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

    /// <summary>The newer execution whose arrival closed it, if it is <see cref="ExecutionStatus.Superseded"/>.</summary>
    public ExecutionId? SupersededBy
    {
        get => _rare.SupersededBy;
        init => _rare = value is null ? _rare : _rare with { SupersededBy = value };
    }

    /// <summary>Where it stands in its lineage.</summary>
    public required Lineage Lineage { get; init; }

    /// <summary>Whether no newer execution of the lineage exists.</summary>
    public required bool IsLatest { get; init; }

    /// <summary>Whether it may be stopped now.</summary>
    public required bool IsStoppable { get; init; }

    /// <summary>Whether resources that it left behind are being released now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsReleasing
    {
        get => _rare.IsReleasing;
        init => _rare = value == _rare.IsReleasing ? _rare : _rare with { IsReleasing = value };
    }

    /// <summary>What few executions have: summaries are made often, and kept.</summary>
    private sealed record RareFacts(
        ExecutionId? Reapplies = null, DateTimeOffset? DefinitionMissingSince = null, ExecutionId? SupersededBy = null, bool IsReleasing = false, ExecutionId? RerunOf = null, bool IsRootRun = false)
    {
        public static RareFacts None { get; } = new();
    }
}
