namespace Orchestration.Lifecycles;

internal enum ActionTrigger
{
    AskCondition,
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
}
