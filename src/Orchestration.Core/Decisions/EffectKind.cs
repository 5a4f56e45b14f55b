namespace Orchestration.Decisions;

/// <summary>What the shell has to keep running, armed or signalled.</summary>
internal enum EffectKind
{
    /// <summary>The code of an attempt runs.</summary>
    Run,

    /// <summary>Its <see cref="ActionContext.StopRequested"/> is signalled.</summary>
    Notify,

    /// <summary>Its cancellation token is signalled.</summary>
    Signal,

    /// <summary>The condition of an action is asked.</summary>
    AskAction,

    /// <summary>The condition of a stage is asked.</summary>
    AskStage,

    /// <summary>The end of the grace is awaited.</summary>
    Grace,

    /// <summary>The deadline of a waiting stop is awaited.</summary>
    Deadline,

    /// <summary>The end of the time for an approval is awaited.</summary>
    Expiry,

    /// <summary>The time of an action's next attempt is awaited.</summary>
    Retry,

    /// <summary>The end of the time for a missing definition is awaited.</summary>
    Invalidation,

    /// <summary>An accepted intent has to be driven by the engine's own next command.</summary>
    Drive,

    /// <summary>A time limit.</summary>
    Limit,

    /// <summary>Run a rollback, a finalizer or a cleaner.</summary>
    Cleanup,

    /// <summary>Tell it that the execution is asked to end.</summary>
    NotifyCleanup,

    /// <summary>Signal it to end.</summary>
    SignalCleanup,
}
