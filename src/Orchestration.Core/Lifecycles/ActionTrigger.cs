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

    /// <summary>It failed, and a person has to pick what follows.</summary>
    AskIntervention,
}
