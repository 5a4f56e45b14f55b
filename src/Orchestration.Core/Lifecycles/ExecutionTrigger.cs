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
}
