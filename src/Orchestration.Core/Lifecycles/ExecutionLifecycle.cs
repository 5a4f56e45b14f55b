namespace Orchestration.Lifecycles;

/// <summary>
/// How an execution moves. A stop always passes through <see cref="ExecutionStatus.Stopping"/>; only a retry reopens. What is abandoned once
/// the root of a root run has returned closes as the root did.
/// </summary>
internal static class ExecutionLifecycle
{
    public static LifecycleTable<ExecutionStatus, ExecutionTrigger> Table { get; } = new(machine =>
    {
        machine.Configure(ExecutionStatus.Queued)
            .Permit(ExecutionTrigger.EnterStage, ExecutionStatus.Running)
            .Permit(ExecutionTrigger.RequestPause, ExecutionStatus.Pausing)
            .Permit(ExecutionTrigger.RequestStop, ExecutionStatus.Stopping)
            .Permit(ExecutionTrigger.Finalize, ExecutionStatus.Finalizing)
            .Permit(ExecutionTrigger.Succeed, ExecutionStatus.Succeeded)
            .Permit(ExecutionTrigger.Fail, ExecutionStatus.Failed)
            .Permit(ExecutionTrigger.Supersede, ExecutionStatus.Superseded)
            .Permit(ExecutionTrigger.Invalidate, ExecutionStatus.Invalidated);
        machine.Configure(ExecutionStatus.Running)
            .Ignore(ExecutionTrigger.EnterStage)
            .Ignore(ExecutionTrigger.Retry)
            .Permit(ExecutionTrigger.RequestPause, ExecutionStatus.Pausing);
        machine.Configure(ExecutionStatus.Pausing)
            .Permit(ExecutionTrigger.Pause, ExecutionStatus.Paused);
        foreach (ExecutionStatus pause in (ExecutionStatus[])[ExecutionStatus.Pausing, ExecutionStatus.Paused])
        {
            machine.Configure(pause)
                .Permit(ExecutionTrigger.Unpause, ExecutionStatus.Running)
                .Permit(ExecutionTrigger.UnpauseQueued, ExecutionStatus.Queued);
        }
        foreach (ExecutionStatus active in (ExecutionStatus[])[ExecutionStatus.Running, ExecutionStatus.Pausing, ExecutionStatus.Paused])
        {
            machine.Configure(active)
                .Permit(ExecutionTrigger.RequestStop, ExecutionStatus.Stopping)
                .Permit(ExecutionTrigger.RollBack, ExecutionStatus.RollingBack)
                .Permit(ExecutionTrigger.Finalize, ExecutionStatus.Finalizing)
                .Permit(ExecutionTrigger.Succeed, ExecutionStatus.Succeeded)
                .Permit(ExecutionTrigger.Fail, ExecutionStatus.Failed)
                .Permit(ExecutionTrigger.Expire, ExecutionStatus.Expired)
                .Permit(ExecutionTrigger.Reject, ExecutionStatus.Rejected)
                .Permit(ExecutionTrigger.Supersede, ExecutionStatus.Superseded)
                .Permit(ExecutionTrigger.Invalidate, ExecutionStatus.Invalidated);
        }
        machine.Configure(ExecutionStatus.RollingBack)
            .Permit(ExecutionTrigger.RequestStop, ExecutionStatus.Stopping)
            .Permit(ExecutionTrigger.Finalize, ExecutionStatus.Finalizing)
            .Permit(ExecutionTrigger.Fail, ExecutionStatus.Failed)
            .Permit(ExecutionTrigger.Expire, ExecutionStatus.Expired)
            .Permit(ExecutionTrigger.Reject, ExecutionStatus.Rejected)
            .Permit(ExecutionTrigger.Invalidate, ExecutionStatus.Invalidated);
        machine.Configure(ExecutionStatus.Stopping)
            .PermitReentry(ExecutionTrigger.RequestStop)
            .Permit(ExecutionTrigger.Succeed, ExecutionStatus.Succeeded)
            .Permit(ExecutionTrigger.Fail, ExecutionStatus.Failed)
            .Permit(ExecutionTrigger.Finalize, ExecutionStatus.Finalizing)
            .Permit(ExecutionTrigger.Expire, ExecutionStatus.Expired)
            .Permit(ExecutionTrigger.CloseStopped, ExecutionStatus.Stopped)
            .Permit(ExecutionTrigger.CloseAborted, ExecutionStatus.Aborted);
        machine.Configure(ExecutionStatus.Finalizing)
            .Ignore(ExecutionTrigger.RequestStop)
            .Permit(ExecutionTrigger.Succeed, ExecutionStatus.Succeeded)
            .Permit(ExecutionTrigger.Fail, ExecutionStatus.Failed)
            .Permit(ExecutionTrigger.Expire, ExecutionStatus.Expired)
            .Permit(ExecutionTrigger.Reject, ExecutionStatus.Rejected)
            .Permit(ExecutionTrigger.CloseStopped, ExecutionStatus.Stopped)
            .Permit(ExecutionTrigger.CloseAborted, ExecutionStatus.Aborted);
        machine.Configure(ExecutionStatus.Failed).Permit(ExecutionTrigger.Retry, ExecutionStatus.Running);
        machine.Configure(ExecutionStatus.Stopped).Permit(ExecutionTrigger.Retry, ExecutionStatus.Running);
        machine.Configure(ExecutionStatus.Expired).Permit(ExecutionTrigger.Retry, ExecutionStatus.Running);
        machine.Configure(ExecutionStatus.Rejected).Permit(ExecutionTrigger.Retry, ExecutionStatus.Running);
    });

    public static bool IsClosed(this ExecutionStatus status) => status is >= ExecutionStatus.Succeeded and <= ExecutionStatus.Invalidated;

    public static bool IsStoppable(this ExecutionStatus status) => Table.Kind(status, ExecutionTrigger.RequestStop) != Transition.Refused;

    /// <summary>Once the outcome is decided, only an abandon still ends the waiting.</summary>
    public static bool IsStoppableBy(this ExecutionStatus status, StopMode mode) =>
        status.IsStoppable() && (mode == StopMode.Abandon || Table.Kind(status, ExecutionTrigger.RequestStop) != Transition.Ignored);

    public static bool IsRetryable(this ExecutionStatus status) => Table.Kind(status, ExecutionTrigger.Retry) == Transition.Moved;

    /// <summary>The statuses from which Harness resumes, and <see cref="ExecutionStatus.Stopped"/>.</summary>
    public static bool IsResumable(this ExecutionStatus status) => status is
        ExecutionStatus.Failed or ExecutionStatus.Aborted or ExecutionStatus.Expired or ExecutionStatus.Rejected or ExecutionStatus.Stopped;

    /// <summary>Nothing new starts, whatever still runs.</summary>
    public static bool IsPausing(this ExecutionStatus status) => status is ExecutionStatus.Pausing or ExecutionStatus.Paused;

    public static bool IsPausable(this ExecutionStatus status) => Table.Kind(status, ExecutionTrigger.RequestPause) == Transition.Moved;

    /// <summary>Its stages go on by themselves, or would but for a pause.</summary>
    public static bool IsAdvancing(this ExecutionStatus status) => status is ExecutionStatus.Queued or ExecutionStatus.Running || status.IsPausing();

    /// <summary>It ends so that finalizers run, and resources are released by policy.</summary>
    public static bool EndsByItself(this ExecutionStatus status) => status == ExecutionStatus.Succeeded || status.EndsInFailure();

    /// <summary>Policies for failures hold.</summary>
    public static bool EndsInFailure(this ExecutionStatus status) =>
        status is ExecutionStatus.Failed or ExecutionStatus.Expired or ExecutionStatus.Rejected;

    /// <summary>The trigger that closes an execution with a status.</summary>
    public static ExecutionTrigger ClosingTrigger(this ExecutionStatus status) => status switch
    {
        ExecutionStatus.Succeeded => ExecutionTrigger.Succeed,
        ExecutionStatus.Failed => ExecutionTrigger.Fail,
        ExecutionStatus.Stopped => ExecutionTrigger.CloseStopped,
        ExecutionStatus.Aborted => ExecutionTrigger.CloseAborted,
        ExecutionStatus.Expired => ExecutionTrigger.Expire,
        ExecutionStatus.Rejected => ExecutionTrigger.Reject,
        ExecutionStatus.Superseded => ExecutionTrigger.Supersede,
        ExecutionStatus.Invalidated => ExecutionTrigger.Invalidate,
        _ => throw new InvalidOperationException($"No trigger closes an execution as {status}."),
    };

    /// <summary>How an execution closes under an intent.</summary>
    public static ExecutionStatus ToExecutionStatus(this IntentOutcome outcome) => outcome switch
    {
        IntentOutcome.Expired => ExecutionStatus.Expired,
        IntentOutcome.Stopped => ExecutionStatus.Stopped,
        IntentOutcome.Aborted => ExecutionStatus.Aborted,
        _ => throw new InvalidOperationException($"{outcome} is no outcome of an intent."),
    };

    /// <summary>How an execution closes whose last stage did not succeed.</summary>
    public static ExecutionStatus ToExecutionStatus(this StageStatus status) => status switch
    {
        StageStatus.Failed => ExecutionStatus.Failed,
        StageStatus.Expired => ExecutionStatus.Expired,
        StageStatus.Rejected => ExecutionStatus.Rejected,
        _ => throw new InvalidOperationException($"No execution closes because a stage is {status}."),
    };
}
