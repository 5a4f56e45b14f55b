namespace Orchestration.Lifecycles;

internal enum StageTrigger
{
    AwaitEntry,
    AskCondition,
    Enter,
    Drain,
    Succeed,
    Fail,
    CloseStopped,
    CloseAborted,
    Skip,
    Reuse,
    DropUnstarted,
    Retry,
    AwaitOrphans,
    Restore,
    Expire,
    Reject,

    /// <summary>Its failure strategy rolls back.</summary>
    RollBack,
}
