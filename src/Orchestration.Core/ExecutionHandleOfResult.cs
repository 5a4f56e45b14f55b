namespace Orchestration;

/// <summary>One execution of a root run with a result, as one caller sees it. Thread-safe.</summary>
/// <typeparam name="TResult">The result's type.</typeparam>
public sealed class ExecutionHandle<TResult> : ExecutionHandle
{
    private readonly IOrchestrator _orchestrator;

    internal ExecutionHandle(IOrchestrator orchestrator, ExecutionId id)
        : base(orchestrator, id) => _orchestrator = orchestrator;

    /// <inheritdoc cref="ExecutionHandle.RerunAsync(bool, string?, CancellationToken)"/>
    public new async Task<ExecutionHandle<TResult>> RerunAsync(bool reuseSucceeded = false, string? reason = null, CancellationToken cancellationToken = default) =>
        (await base.RerunAsync(reuseSucceeded, reason, cancellationToken).ConfigureAwait(false)).WithResult<TResult>();

    /// <inheritdoc cref="IOrchestrator.GetResultAsync{TResult}"/>
    public Task<TResult> ResultAsync(CancellationToken cancellationToken = default) => _orchestrator.GetResultAsync<TResult>(Id, cancellationToken);
}
