namespace Orchestration.Pipelines;

/// <summary>One stage of a pipeline: its gate, who is in it, who waits for it.</summary>
internal sealed class StageLine(string stage)
{
    public string Stage { get; } = stage;

    /// <summary>How the gate was disabled; null where it is enabled.</summary>
    public GateChange? Closure { get; set; }

    /// <summary>The execution that has locked the stage; null where it is free.</summary>
    public StageOccupant? Holder { get; set; }

    /// <summary>The executions that wait for gate and lock, first come first.</summary>
    public List<StageOccupant> Waiting { get; } = [];

    /// <summary>The execution that entered the stage last.</summary>
    public ExecutionId? Latest { get; set; }

    /// <summary>Where the stage of that execution stands.</summary>
    public StageStatus LatestStatus { get; set; }

    public bool IsWaiting(ExecutionId execution) => Waiting.Exists(occupant => occupant.Execution == execution);
}
