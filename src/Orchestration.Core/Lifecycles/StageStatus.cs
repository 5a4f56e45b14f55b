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

    /// <summary>Draining under a stop or an abort.</summary>
    Stopping = 3,

    /// <summary>Closed: every action succeeded or was skipped.</summary>
    Succeeded = 4,

    /// <summary>Closed: an action failed, or the stage's condition threw.</summary>
    Failed = 5,

    /// <summary>Closed by a stop.</summary>
    Stopped = 6,

    /// <summary>Closed by an abort.</summary>
    Aborted = 7,

    /// <summary>Closed: its condition said no.</summary>
    Skipped = 8,

    /// <summary>Closed: not executed here; its results come from an earlier execution.</summary>
    Reused = 9,

    /// <summary>Closed: its execution closed before it was entered.</summary>
    NotRun = 10,

    /// <summary>Closed: an approval was not answered in time.</summary>
    Expired = 11,

    /// <summary>Closed: an approval was rejected.</summary>
    Rejected = 12,

    /// <summary>It failed, and its failure strategy rolls back.</summary>
    RollingBack = 13,
}
