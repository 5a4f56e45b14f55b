namespace Orchestration;

/// <summary>Why a node closed. The values are stable: they are stored in histories.</summary>
public enum ReasonCode
{
    /// <summary>By its own code or by what is below it.</summary>
    Completed = 0,

    /// <summary>A stop request.</summary>
    StopRequested = 1,

    /// <summary>An abort request.</summary>
    AbortRequested = 2,

    /// <summary>Its code threw.</summary>
    Threw = 3,

    /// <summary>An action below it failed.</summary>
    ActionFailed = 4,

    /// <summary>Its condition said no.</summary>
    ConditionFalse = 5,

    /// <summary>Its condition threw.</summary>
    ConditionThrew = 6,

    /// <summary>An earlier failure ended its scope before it started.</summary>
    EarlierFailure = 7,

    /// <summary>It had not returned when the grace ended.</summary>
    GraceElapsed = 8,

    /// <summary>The host that ran it has ended.</summary>
    HostEnded = 9,

    /// <summary>Its result comes from an earlier execution.</summary>
    Reused = 10,

    /// <summary>A newer execution arrived where it waited.</summary>
    Superseded = 11,

    /// <summary>It was approved.</summary>
    Approved = 12,

    /// <summary>It was rejected.</summary>
    Rejected = 13,

    /// <summary>Its time limit has passed.</summary>
    TimeLimit = 14,

    /// <summary>The definition that it needs was not registered for too long.</summary>
    DefinitionMissing = 15,

    /// <summary>The execution runs only one stage again, and not this one.</summary>
    Reapplication = 16,

    /// <summary>It failed, and its strategy forgave it.</summary>
    FailureForgiven = 17,

    /// <summary>An action of it was aborted, and its strategy did not forgive that.</summary>
    ActionAborted = 18,

    /// <summary>It was marked as failed.</summary>
    MarkedFailed = 19,

    /// <summary>It was aborted, and the request resolved it as succeeded.</summary>
    AbortedAsSucceeded = 20,

    /// <summary>It was aborted, and the request resolved it as failed.</summary>
    AbortedAsFailed = 21,

    /// <summary>A failure strategy has aborted the execution.</summary>
    AbortedByStrategy = 22,

    /// <summary>The code that started the child has cancelled it.</summary>
    CancelRequested = 23,

    /// <summary>The action that started the child, or one above that, has ended.</summary>
    ParentEnded = 24,
}
