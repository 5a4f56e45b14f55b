namespace Orchestration;

/// <summary>Where an execution stands. The values are stable: they are stored.</summary>
public enum ExecutionStatus
{
    /// <summary>Accepted; no stage entered yet.</summary>
    Queued = 0,

    /// <summary>A stage has been entered.</summary>
    Running = 1,

    /// <summary>A stop or an abort is accepted; nothing new starts.</summary>
    Stopping = 2,

    /// <summary>Closed: every stage succeeded or was skipped.</summary>
    Succeeded = 3,

    /// <summary>Closed: a stage failed.</summary>
    Failed = 4,

    /// <summary>Closed by a stop.</summary>
    Stopped = 5,

    /// <summary>Closed by an abort.</summary>
    Aborted = 6,
}
