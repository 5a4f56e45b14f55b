namespace Orchestration.Lifecycles;

/// <summary>How an action moves. <see cref="ActionTrigger.Start"/> while running is a new attempt in place of a lost one.</summary>
internal static class ActionLifecycle
{
    public static LifecycleTable<ActionStatus, ActionTrigger> Table { get; } = new(machine =>
    {
        machine.Configure(ActionStatus.Pending)
            .Permit(ActionTrigger.AskCondition, ActionStatus.Waiting)
            .Permit(ActionTrigger.AskApproval, ActionStatus.Waiting)
            .Permit(ActionTrigger.Start, ActionStatus.Running)
            .Permit(ActionTrigger.Reuse, ActionStatus.Reused)
            .Permit(ActionTrigger.Skip, ActionStatus.Skipped)
            .Permit(ActionTrigger.Abort, ActionStatus.Aborted)
            .Permit(ActionTrigger.DropUnstarted, ActionStatus.NotRun);

        machine.Configure(ActionStatus.Waiting)
            .PermitReentry(ActionTrigger.AskApproval)
            .PermitReentry(ActionTrigger.AwaitRetry)
            .PermitReentry(ActionTrigger.AskIntervention)
            .Permit(ActionTrigger.Start, ActionStatus.Running)
            .Permit(ActionTrigger.Succeed, ActionStatus.Succeeded)
            .Permit(ActionTrigger.Reject, ActionStatus.Rejected)
            .Permit(ActionTrigger.Expire, ActionStatus.Expired)
            .Permit(ActionTrigger.Ignore, ActionStatus.Ignored)
            .Permit(ActionTrigger.Abort, ActionStatus.Aborted)
            .Permit(ActionTrigger.Abandon, ActionStatus.Abandoned)
            .Permit(ActionTrigger.Skip, ActionStatus.Skipped)
            .Permit(ActionTrigger.Fail, ActionStatus.Failed)
            .Permit(ActionTrigger.DropUnstarted, ActionStatus.NotRun);

        machine.Configure(ActionStatus.Running)
            .PermitReentry(ActionTrigger.Start)
            .Permit(ActionTrigger.AwaitRetry, ActionStatus.Waiting)
            .Permit(ActionTrigger.AskIntervention, ActionStatus.Waiting)
            .Permit(ActionTrigger.Signal, ActionStatus.Stopping)
            .Permit(ActionTrigger.Ignore, ActionStatus.Ignored)
            .Permit(ActionTrigger.Succeed, ActionStatus.Succeeded)
            .Permit(ActionTrigger.Fail, ActionStatus.Failed)
            .Permit(ActionTrigger.Abort, ActionStatus.Aborted)
            .Permit(ActionTrigger.Abandon, ActionStatus.Abandoned);

        machine.Configure(ActionStatus.Stopping)
            .Permit(ActionTrigger.AwaitRetry, ActionStatus.Waiting)
            .Permit(ActionTrigger.AskIntervention, ActionStatus.Waiting)
            .Permit(ActionTrigger.Ignore, ActionStatus.Ignored)
            .Permit(ActionTrigger.Succeed, ActionStatus.Succeeded)
            .Permit(ActionTrigger.Fail, ActionStatus.Failed)
            .Permit(ActionTrigger.Expire, ActionStatus.Expired)
            .Permit(ActionTrigger.Abort, ActionStatus.Aborted)
            .Permit(ActionTrigger.Abandon, ActionStatus.Abandoned);

        machine.Configure(ActionStatus.Succeeded).Permit(ActionTrigger.Reopen, ActionStatus.Pending);
        machine.Configure(ActionStatus.Failed).Permit(ActionTrigger.Reopen, ActionStatus.Pending);
        machine.Configure(ActionStatus.Aborted).Permit(ActionTrigger.Reopen, ActionStatus.Pending);
        machine.Configure(ActionStatus.Abandoned).Permit(ActionTrigger.Reopen, ActionStatus.Pending);
        machine.Configure(ActionStatus.Expired).Permit(ActionTrigger.Reopen, ActionStatus.Pending);
        machine.Configure(ActionStatus.Rejected).Permit(ActionTrigger.Reopen, ActionStatus.Pending);
        machine.Configure(ActionStatus.Ignored).Permit(ActionTrigger.Reopen, ActionStatus.Pending);
        machine.Configure(ActionStatus.Skipped).Permit(ActionTrigger.Reopen, ActionStatus.Pending);
        machine.Configure(ActionStatus.NotRun).Permit(ActionTrigger.Reopen, ActionStatus.Pending);
    });

    public static bool IsClosed(this ActionStatus status) => status >= ActionStatus.Succeeded;

    /// <summary>An attempt of it runs.</summary>
    public static bool IsInFlight(this ActionStatus status) => status is ActionStatus.Running or ActionStatus.Stopping;

    /// <summary>Its stage may close as succeeded, and <see cref="StageRetryMode.FailedActions"/> leaves it as it is.</summary>
    public static bool CountsAsSuccess(this ActionStatus status) => status is
        ActionStatus.Succeeded or ActionStatus.Ignored or ActionStatus.Skipped or ActionStatus.Reused;

    /// <summary>It has an output that later actions may read.</summary>
    public static bool HasResult(this ActionStatus status) => status is ActionStatus.Succeeded or ActionStatus.Reused;

    /// <summary>Makes its stage fail.</summary>
    public static bool CountsAsFailure(this ActionStatus status) => status is
        ActionStatus.Failed or ActionStatus.Aborted or ActionStatus.Abandoned or ActionStatus.Expired or ActionStatus.Rejected;

    /// <summary>The trigger that closes an action with a status.</summary>
    public static ActionTrigger ClosingTrigger(this ActionStatus status) => status switch
    {
        ActionStatus.Succeeded => ActionTrigger.Succeed,
        ActionStatus.Failed => ActionTrigger.Fail,
        ActionStatus.Aborted => ActionTrigger.Abort,
        ActionStatus.Abandoned => ActionTrigger.Abandon,
        ActionStatus.Skipped => ActionTrigger.Skip,
        ActionStatus.Reused => ActionTrigger.Reuse,
        ActionStatus.NotRun => ActionTrigger.DropUnstarted,
        ActionStatus.Expired => ActionTrigger.Expire,
        ActionStatus.Rejected => ActionTrigger.Reject,
        ActionStatus.Ignored => ActionTrigger.Ignore,
        _ => throw new InvalidOperationException($"No trigger closes an action as {status}."),
    };
}
