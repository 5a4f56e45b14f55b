namespace Orchestration;

/// <summary>A stage of a pipeline as it stood in one moment, over all executions. Immutable.</summary>
public sealed record PipelineStage
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether executions may enter it.</summary>
    public bool IsGateEnabled => GateClosure is null;

    /// <summary>Who disabled its gate, when and why; null where it is enabled.</summary>
    public GateChange? GateClosure { get; init; }

    /// <summary>The execution that has locked it; null where it is free, and always in the mode <see cref="ExecutionMode.Parallel"/>.</summary>
    public StageOccupant? Holder { get; init; }

    /// <summary>The executions that wait to enter it, first come first.</summary>
    public required IReadOnlyList<StageOccupant> Waiting { get; init; }

    /// <summary>The execution that entered it last; null where none did.</summary>
    public ExecutionId? Latest { get; init; }

    /// <summary>Where the stage of that execution stands.</summary>
    public StageStatus? LatestStatus { get; init; }

    /// <summary>Abandoned code of the stage that still runs on this host, of whatever execution.</summary>
    public required IReadOnlyList<StageOrphan> Orphans { get; init; }
}
