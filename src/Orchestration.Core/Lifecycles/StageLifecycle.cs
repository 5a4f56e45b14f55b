namespace Orchestration.Lifecycles;

/// <summary>
/// How a stage moves. Once <see cref="StageStatus.Running"/> it was entered and counts as executed; a <see cref="StageTrigger.Drain"/> of a
/// waiting one is of a retry that waits for orphans.
/// </summary>
internal static class StageLifecycle
{
    public static LifecycleTable<StageStatus, StageTrigger> Table { get; } = new(machine =>
    {
        machine.Configure(StageStatus.Pending)
            .Permit(StageTrigger.AwaitEntry, StageStatus.Waiting)
            .Permit(StageTrigger.AskCondition, StageStatus.Waiting)
            .Permit(StageTrigger.Enter, StageStatus.Running)
            .Permit(StageTrigger.Reuse, StageStatus.Reused)
            .Permit(StageTrigger.Skip, StageStatus.Skipped)
            .Permit(StageTrigger.DropUnstarted, StageStatus.NotRun);

        machine.Configure(StageStatus.Waiting)
            .PermitReentry(StageTrigger.AskCondition)
            .Permit(StageTrigger.Drain, StageStatus.Stopping)
            .Permit(StageTrigger.Enter, StageStatus.Running)
            .Permit(StageTrigger.Skip, StageStatus.Skipped)
            .Permit(StageTrigger.Fail, StageStatus.Failed)
            .Permit(StageTrigger.DropUnstarted, StageStatus.NotRun);

        machine.Configure(StageStatus.Running)
            .Ignore(StageTrigger.Retry)
            .Permit(StageTrigger.Drain, StageStatus.Stopping)
            .Permit(StageTrigger.RollBack, StageStatus.RollingBack)
            .Permit(StageTrigger.Succeed, StageStatus.Succeeded)
            .Permit(StageTrigger.Fail, StageStatus.Failed)
            .Permit(StageTrigger.Expire, StageStatus.Expired)
            .Permit(StageTrigger.Reject, StageStatus.Rejected);

        machine.Configure(StageStatus.RollingBack)
            .Permit(StageTrigger.Drain, StageStatus.Stopping)
            .Permit(StageTrigger.Fail, StageStatus.Failed)
            .Permit(StageTrigger.Expire, StageStatus.Expired)
            .Permit(StageTrigger.Reject, StageStatus.Rejected);
        machine.Configure(StageStatus.Stopping)
            .Permit(StageTrigger.RollBack, StageStatus.RollingBack)
            .Permit(StageTrigger.Succeed, StageStatus.Succeeded)
            .Permit(StageTrigger.Fail, StageStatus.Failed)
            .Permit(StageTrigger.Expire, StageStatus.Expired)
            .Permit(StageTrigger.CloseStopped, StageStatus.Stopped)
            .Permit(StageTrigger.CloseAborted, StageStatus.Aborted);

        foreach (StageStatus closed in (StageStatus[])[StageStatus.Failed, StageStatus.Stopped, StageStatus.Expired, StageStatus.Rejected])
        {
            machine.Configure(closed)
                .Permit(StageTrigger.Retry, StageStatus.Running)
                .Permit(StageTrigger.AwaitOrphans, StageStatus.Waiting);
        }

        machine.Configure(StageStatus.NotRun).Permit(StageTrigger.Restore, StageStatus.Pending);
    });

    public static bool IsClosed(this StageStatus status) => status is >= StageStatus.Succeeded and <= StageStatus.Rejected;

    /// <summary>Entered and not closed.</summary>
    public static bool IsActive(this StageStatus status) => status is StageStatus.Running or StageStatus.Stopping or StageStatus.RollingBack;

    public static bool IsStarted(this StageStatus status) => status is not (StageStatus.Pending or StageStatus.Waiting);

    /// <summary>It may be marked as failed.</summary>
    public static bool CanBeMarked(this StageStatus status) => status is StageStatus.Running or StageStatus.Stopping;

    public static bool IsRetryable(this StageStatus status) => Table.Kind(status, StageTrigger.Retry) == Transition.Moved;

    /// <summary>Whether a later stage may build on it.</summary>
    public static bool CountsAsSuccess(this StageStatus status) => status is StageStatus.Succeeded or StageStatus.Skipped or StageStatus.Reused;

    /// <summary>The trigger that closes a stage with a status.</summary>
    public static StageTrigger ClosingTrigger(this StageStatus status) => status switch
    {
        StageStatus.Succeeded => StageTrigger.Succeed,
        StageStatus.Failed => StageTrigger.Fail,
        StageStatus.Stopped => StageTrigger.CloseStopped,
        StageStatus.Aborted => StageTrigger.CloseAborted,
        StageStatus.Skipped => StageTrigger.Skip,
        StageStatus.Reused => StageTrigger.Reuse,
        StageStatus.NotRun => StageTrigger.DropUnstarted,
        StageStatus.Expired => StageTrigger.Expire,
        StageStatus.Rejected => StageTrigger.Reject,
        _ => throw new InvalidOperationException($"No trigger closes a stage as {status}."),
    };

    /// <summary>How a stage closes under an intent.</summary>
    public static StageStatus ToStageStatus(this IntentOutcome outcome) => outcome switch
    {
        IntentOutcome.Expired => StageStatus.Expired,
        IntentOutcome.Stopped => StageStatus.Stopped,
        IntentOutcome.Aborted => StageStatus.Aborted,
        _ => throw new InvalidOperationException($"{outcome} is no outcome of an intent."),
    };
}
