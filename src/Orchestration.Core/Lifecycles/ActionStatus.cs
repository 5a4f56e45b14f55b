namespace Orchestration;

/// <summary>Where an action stands. The values are stable: they are stored.</summary>
public enum ActionStatus
{
    /// <summary>Not started yet.</summary>
    Pending = 0,

    /// <summary>Its condition is being asked, its approval, what follows its failure, or its next attempt is to come; see <see cref="ActionWait"/>.</summary>
    Waiting = 1,

    /// <summary>An attempt runs.</summary>
    Running = 2,

    /// <summary>An attempt runs and its token is signalled.</summary>
    Stopping = 3,

    /// <summary>Closed: its code returned, or the approval was given; or it failed or was aborted, and that counts as success by its strategy, a person or the request.</summary>
    Succeeded = 4,

    /// <summary>Closed: its code threw, or it was marked as failed, or aborted with that resolution.</summary>
    Failed = 5,

    /// <summary>Closed: it was signalled and returned within the grace, or it only waited; or it was aborted on its own, whatever its stage does then.</summary>
    Aborted = 6,

    /// <summary>Closed while its code still ran; the code is an orphan.</summary>
    Abandoned = 7,

    /// <summary>Closed: its condition said no.</summary>
    Skipped = 8,

    /// <summary>Closed: not executed here; its result comes from an earlier execution.</summary>
    Reused = 9,

    /// <summary>Closed: its scope closed before it started. It has no attempt.</summary>
    NotRun = 10,

    /// <summary>Closed: a time limit has passed, of its last attempt, of all its attempts, of its stage or of the pipeline; or the approval was not answered in time.</summary>
    Expired = 11,

    /// <summary>Closed: the approval was rejected.</summary>
    Rejected = 12,

    /// <summary>Closed: it failed, and its strategy says to go on.</summary>
    Ignored = 13,
}
