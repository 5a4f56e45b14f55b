namespace Orchestration.Lifecycles;

internal enum ActionTrigger
{
    AskCondition,
    AskApproval,
    Start,
    Signal,
    Succeed,
    Fail,
    Abort,
    Abandon,
    Skip,
    Reuse,
    DropUnstarted,
    Reopen,
    Expire,
    Reject,
    AwaitRetry,
    Ignore,
}
