namespace Orchestration;

/// <summary>Where a stage stands. The values are stable: they are stored.</summary>
public enum StageStatus
{
    /// <summary>Not reached yet.</summary>
    Pending = 0,

    /// <summary>Reached and not entered; see <see cref="StageWait"/>.</summary>
    Waiting = 1,

    /// <summary>Entered.</summary>
    Running = 2,

    /// <summary>Draining under a stop, an abort or a time limit that has passed, or because it was marked as failed.</summary>
    Stopping = 3,

    /// <summary>Closed: every action succeeded, was skipped or reused, or failed and was forgiven.</summary>
    Succeeded = 4,

    /// <summary>Closed: an action failed, or was aborted or abandoned and not forgiven; the stage's condition threw; or the stage was marked as failed.</summary>
    Failed = 5,

    /// <summary>Closed by a stop.</summary>
    Stopped = 6,

    /// <summary>Closed by an abort, of a caller or by a failure strategy.</summary>
    Aborted = 7,

    /// <summary>Closed: its condition said no.</summary>
    Skipped = 8,

    /// <summary>Closed: not executed here; its results come from an earlier execution.</summary>
    Reused = 9,

    /// <summary>Closed: its execution closed before it was entered.</summary>
    NotRun = 10,

    /// <summary>Closed: a time limit has passed, of an action, of the stage or of the pipeline; or an approval was not answered in time.</summary>
    Expired = 11,

    /// <summary>Closed: an approval was rejected.</summary>
    Rejected = 12,

    /// <summary>It failed, and its failure strategy rolls back.</summary>
    RollingBack = 13,
}
