namespace Orchestration;

/// <summary>One execution of a root run with a result, as one caller sees it. Thread-safe.</summary>
/// <typeparam name="TResult">The result's type.</typeparam>
public sealed class ExecutionHandle<TResult> : ExecutionHandle
{
    private readonly IOrchestrator _orchestrator;

    internal ExecutionHandle(IOrchestrator orchestrator, ExecutionId id)
        : base(orchestrator, id) => _orchestrator = orchestrator;

    /// <inheritdoc cref="IOrchestrator.GetResultAsync{TResult}"/>
    public Task<TResult> ResultAsync(CancellationToken cancellationToken = default) => _orchestrator.GetResultAsync<TResult>(Id, cancellationToken);
}
