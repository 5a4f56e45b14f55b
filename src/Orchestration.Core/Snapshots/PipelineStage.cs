namespace Orchestration;

/// <summary>A stage of a pipeline as it stood in one moment, over all executions. Immutable.</summary>
public sealed record PipelineStage
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether executions may enter it.</summary>
    public bool IsGateEnabled => GateDisabled is null;

    /// <summary>Who disabled its gate, when and why; null where it is enabled.</summary>
    public GateChange? GateDisabled { get; init; }

    /// <summary>Whether an execution has locked it; never in the mode <see cref="ExecutionMode.Parallel"/>.</summary>
    public bool IsLocked { get; init; }

    /// <summary>The execution that has locked it; null where it is free, or where the caller may not view that execution.</summary>
    public StageOccupant? Holder { get; init; }

    /// <summary>How many executions wait to enter it.</summary>
    public int WaitingCount { get; init; }

    /// <summary>The executions that wait to enter it, first come first, as far as the caller may view them.</summary>
    public required IReadOnlyList<StageOccupant> Waiting { get; init; }

    /// <summary>The execution that entered it last; in the mode <see cref="ExecutionMode.Parallel"/> the newest that entered it, among the newest hundred. Null where none did.</summary>
    public ExecutionId? Latest { get; init; }

    /// <summary>Where the stage of that execution stands.</summary>
    public StageStatus? LatestStatus { get; init; }

    /// <summary>Abandoned code of the stage that still runs on this host, of whatever execution.</summary>
    public required IReadOnlyList<StageOrphan> Orphans { get; init; }
}
