namespace Orchestration.Lifecycles;

internal enum ExecutionTrigger
{
    EnterStage,
    RequestStop,
    Succeed,
    Fail,
    CloseStopped,
    CloseAborted,
    Retry,
    Expire,
    Reject,
    Supersede,
    Invalidate,

    /// <summary>A pause was accepted.</summary>
    RequestPause,

    /// <summary>The last running attempt has returned.</summary>
    Pause,

    /// <summary>It goes on in the stage that it was in.</summary>
    Unpause,

    /// <summary>It goes on, and has entered no stage yet.</summary>
    UnpauseQueued,

    /// <summary>A failure strategy rolls back.</summary>
    RollBack,

    /// <summary>Its outcome is decided; finalizers and releases are left.</summary>
    Finalize,
}
