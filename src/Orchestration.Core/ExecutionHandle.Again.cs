namespace Orchestration;

/// <summary>The ways to go again: retry, resume, rerun, reapply.</summary>
public partial class ExecutionHandle
{
    /// <summary>Runs a stage again.</summary>
    /// <param name="stage">The stage's name.</param>
    /// <param name="mode">Which of its actions run.</param>
    /// <param name="reason">Why; at most 200 characters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Receipt> RetryStageAsync(
        string stage, StageRetryMode mode = StageRetryMode.FailedActions, string? reason = null, CancellationToken cancellationToken = default) =>
        RetryStageAsync(new RetryStageRequest(stage, mode) { Reason = reason }, cancellationToken);

    /// <inheritdoc cref="IOrchestrator.RetryStageAsync"/>
    public Task<Receipt> RetryStageAsync(RetryStageRequest request, CancellationToken cancellationToken = default) =>
        _orchestrator.RetryStageAsync(Id, request, cancellationToken);

    /// <summary>Continues in a new execution.</summary>
    /// <param name="fromStage">The stage to begin with; it must have been executed.</param>
    /// <param name="reason">Why; at most 200 characters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ExecutionHandle> ResumeAsync(string fromStage, string? reason = null, CancellationToken cancellationToken = default) =>
        ResumeAsync(new ResumeRequest(fromStage) { Reason = reason }, cancellationToken);

    /// <inheritdoc cref="IOrchestrator.ResumeAsync"/>
    public Task<ExecutionHandle> ResumeAsync(ResumeRequest request, CancellationToken cancellationToken = default) =>
        _orchestrator.ResumeAsync(Id, request, cancellationToken);

    /// <summary>Runs the closed execution's pipeline again, in a new execution.</summary>
    /// <param name="reuseSucceeded">Whether child actions of a root run that had succeeded are not run again.</param>
    /// <param name="reason">Why; at most 200 characters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ExecutionHandle> RerunAsync(bool reuseSucceeded = false, string? reason = null, CancellationToken cancellationToken = default) =>
        RerunAsync(new RerunRequest { ReuseSucceeded = reuseSucceeded, Reason = reason }, cancellationToken);

    /// <inheritdoc cref="IOrchestrator.RerunAsync"/>
    public Task<ExecutionHandle> RerunAsync(RerunRequest request, CancellationToken cancellationToken = default) =>
        _orchestrator.RerunAsync(Id, request, cancellationToken);

    /// <summary>Runs one stage again, in a new execution, as this one ran it.</summary>
    /// <param name="stage">The stage's name; it must have succeeded here.</param>
    /// <param name="reason">Why; at most 200 characters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ExecutionHandle> ReapplyAsync(string stage, string? reason = null, CancellationToken cancellationToken = default) =>
        ReapplyAsync(new ReapplyRequest(stage) { Reason = reason }, cancellationToken);

    /// <inheritdoc cref="IOrchestrator.ReapplyAsync"/>
    public Task<ExecutionHandle> ReapplyAsync(ReapplyRequest request, CancellationToken cancellationToken = default) =>
        _orchestrator.ReapplyAsync(Id, request, cancellationToken);
}
