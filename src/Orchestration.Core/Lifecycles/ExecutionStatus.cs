namespace Orchestration;

/// <summary>Where an execution stands. The values are stable: they are stored.</summary>
public enum ExecutionStatus
{
    /// <summary>Accepted; no stage entered yet.</summary>
    Queued = 0,

    /// <summary>A stage has been entered.</summary>
    Running = 1,

    /// <summary>A stop or an abort is accepted, a failure strategy aborts, or a time limit of stage or pipeline has passed; nothing new starts.</summary>
    Stopping = 2,

    /// <summary>Closed: every stage succeeded or was skipped.</summary>
    Succeeded = 3,

    /// <summary>Closed: a stage failed.</summary>
    Failed = 4,

    /// <summary>Closed by a stop.</summary>
    Stopped = 5,

    /// <summary>Closed by an abort, of a caller or by a failure strategy.</summary>
    Aborted = 6,

    /// <summary>Closed: a time limit has passed, of an action, of a stage or of the pipeline; or an approval was not answered in time.</summary>
    Expired = 7,

    /// <summary>Closed: an approval was rejected.</summary>
    Rejected = 8,

    /// <summary>Closed while it waited in front of a stage: a newer execution arrived there (mode <see cref="ExecutionMode.Supersede"/>).</summary>
    Superseded = 9,

    /// <summary>Closed: the definition that it needs was not registered for too long.</summary>
    Invalidated = 10,

    /// <summary>A pause is accepted: running attempts finish, nothing new starts.</summary>
    Pausing = 11,

    /// <summary>Paused: nothing runs, and every clock stands still.</summary>
    Paused = 12,

    /// <summary>It failed, and what succeeded is being rolled back.</summary>
    RollingBack = 13,

    /// <summary>Its outcome is decided; finalizers run and resources are released by policy.</summary>
    Finalizing = 14,
}
