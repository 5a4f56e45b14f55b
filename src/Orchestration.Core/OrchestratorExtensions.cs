namespace Orchestration;

/// <summary>Short forms of <see cref="IOrchestrator.StartAsync(StartRequest, CancellationToken)"/>.</summary>
public static class OrchestratorExtensions
{
    /// <summary>Starts an execution of a pipeline with an input.</summary>
    /// <typeparam name="TInput">The input's type.</typeparam>
    /// <param name="orchestrator">The orchestrator.</param>
    /// <param name="pipeline">A registered pipeline.</param>
    /// <param name="input">The input; it is stored as JSON.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static Task<ExecutionHandle> StartAsync<TInput>(
        this IOrchestrator orchestrator, Pipeline<TInput> pipeline, TInput input, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        ArgumentNullException.ThrowIfNull(pipeline);
        return orchestrator.StartAsync(new StartRequest(pipeline.Name) { Input = input }, cancellationToken);
    }

    /// <summary>Starts an execution of a pipeline without input.</summary>
    /// <param name="orchestrator">The orchestrator.</param>
    /// <param name="pipeline">A registered pipeline.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static Task<ExecutionHandle> StartAsync(this IOrchestrator orchestrator, Pipeline pipeline, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        ArgumentNullException.ThrowIfNull(pipeline);
        return orchestrator.StartAsync(new StartRequest(pipeline.Name), cancellationToken);
    }
}
