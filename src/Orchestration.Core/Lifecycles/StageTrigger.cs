namespace Orchestration.Lifecycles;

internal enum StageTrigger
{
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
    Restore,
}
