namespace Orchestration.Lifecycles;

/// <summary>How an execution moves. A stop always passes through <see cref="ExecutionStatus.Stopping"/>; only a retry reopens.</summary>
internal static class ExecutionLifecycle
{
    public static LifecycleTable<ExecutionStatus, ExecutionTrigger> Table { get; } = new(machine =>
    {
        machine.Configure(ExecutionStatus.Queued)
            .Permit(ExecutionTrigger.EnterStage, ExecutionStatus.Running)
            .Permit(ExecutionTrigger.RequestStop, ExecutionStatus.Stopping)
            .Permit(ExecutionTrigger.Succeed, ExecutionStatus.Succeeded)
            .Permit(ExecutionTrigger.Fail, ExecutionStatus.Failed);

        machine.Configure(ExecutionStatus.Running)
            .Ignore(ExecutionTrigger.EnterStage)
            .Ignore(ExecutionTrigger.Retry)
            .Permit(ExecutionTrigger.RequestStop, ExecutionStatus.Stopping)
            .Permit(ExecutionTrigger.Succeed, ExecutionStatus.Succeeded)
            .Permit(ExecutionTrigger.Fail, ExecutionStatus.Failed);

        machine.Configure(ExecutionStatus.Stopping)
            .PermitReentry(ExecutionTrigger.RequestStop)
            .Permit(ExecutionTrigger.CloseStopped, ExecutionStatus.Stopped)
            .Permit(ExecutionTrigger.CloseAborted, ExecutionStatus.Aborted);

        machine.Configure(ExecutionStatus.Failed).Permit(ExecutionTrigger.Retry, ExecutionStatus.Running);
        machine.Configure(ExecutionStatus.Stopped).Permit(ExecutionTrigger.Retry, ExecutionStatus.Running);
    });

    public static bool IsClosed(this ExecutionStatus status) => status is
        ExecutionStatus.Succeeded or ExecutionStatus.Failed or ExecutionStatus.Stopped or ExecutionStatus.Aborted;

    public static bool IsStoppable(this ExecutionStatus status) => Table.Kind(status, ExecutionTrigger.RequestStop) != Transition.Refused;

    public static bool IsRetryable(this ExecutionStatus status) => Table.Kind(status, ExecutionTrigger.Retry) != Transition.Refused;

    /// <summary>The statuses from which Harness resumes, and <see cref="ExecutionStatus.Stopped"/>.</summary>
    public static bool IsResumable(this ExecutionStatus status) => status is
        ExecutionStatus.Failed or ExecutionStatus.Aborted or ExecutionStatus.Stopped;

    /// <summary>The trigger that closes an execution with a status.</summary>
    public static ExecutionTrigger ClosingTrigger(this ExecutionStatus status) => status switch
    {
        ExecutionStatus.Succeeded => ExecutionTrigger.Succeed,
        ExecutionStatus.Failed => ExecutionTrigger.Fail,
        ExecutionStatus.Stopped => ExecutionTrigger.CloseStopped,
        ExecutionStatus.Aborted => ExecutionTrigger.CloseAborted,
        _ => throw new InvalidOperationException($"No trigger closes an execution as {status}."),
    };

    /// <summary>How an execution closes under an intent.</summary>
    public static ExecutionStatus ToExecutionStatus(this IntentOutcome outcome) => outcome switch
    {
        IntentOutcome.Stopped => ExecutionStatus.Stopped,
        IntentOutcome.Aborted => ExecutionStatus.Aborted,
        _ => throw new InvalidOperationException($"{outcome} is no outcome of an intent."),
    };
}
