namespace Orchestration;

/// <summary>Short forms of the verbs that address a pipeline.</summary>
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

    /// <summary>Starts a root run with an input and a result.</summary>
    /// <typeparam name="TInput">The input's type.</typeparam>
    /// <typeparam name="TOutput">The result's type.</typeparam>
    /// <param name="orchestrator">The orchestrator.</param>
    /// <param name="pipeline">A registered root run.</param>
    /// <param name="input">The input; it is stored as JSON.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<ExecutionHandle<TOutput>> StartAsync<TInput, TOutput>(
        this IOrchestrator orchestrator, Pipeline<TInput, TOutput> pipeline, TInput input, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        ArgumentNullException.ThrowIfNull(pipeline);
        return (await orchestrator.StartAsync(new StartRequest(pipeline.Name) { Input = input }, cancellationToken).ConfigureAwait(false)).WithResult<TOutput>();
    }

    /// <summary>Starts a root run with a result.</summary>
    /// <typeparam name="TOutput">The result's type.</typeparam>
    /// <param name="orchestrator">The orchestrator.</param>
    /// <param name="pipeline">A registered root run.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<ExecutionHandle<TOutput>> StartAsync<TOutput>(
        this IOrchestrator orchestrator, RootPipeline<TOutput> pipeline, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        ArgumentNullException.ThrowIfNull(pipeline);
        return (await orchestrator.StartAsync(new StartRequest(pipeline.Name), cancellationToken).ConfigureAwait(false)).WithResult<TOutput>();
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

    /// <summary>A handle on an execution of a root run with a result; nothing is asked yet.</summary>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="orchestrator">The orchestrator.</param>
    /// <param name="execution">The execution.</param>
    public static ExecutionHandle<TResult> GetHandle<TResult>(this IOrchestrator orchestrator, ExecutionId execution)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        return orchestrator.GetHandle(execution).WithResult<TResult>();
    }

    /// <summary>Keeps executions out of a stage; see <see cref="IOrchestrator.DisableGateAsync"/>.</summary>
    /// <param name="orchestrator">The orchestrator.</param>
    /// <param name="pipeline">The pipeline's name.</param>
    /// <param name="stage">The stage's name.</param>
    /// <param name="reason">Why; 1 to 200 characters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static Task<GateChange> DisableGateAsync(
        this IOrchestrator orchestrator, string pipeline, string stage, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        return orchestrator.DisableGateAsync(new DisableGateRequest(pipeline, stage, reason), cancellationToken);
    }

    /// <summary>Lets executions into a stage again; see <see cref="IOrchestrator.EnableGateAsync"/>.</summary>
    /// <param name="orchestrator">The orchestrator.</param>
    /// <param name="pipeline">The pipeline's name.</param>
    /// <param name="stage">The stage's name.</param>
    /// <param name="reason">Why; at most 200 characters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static Task<GateChange> EnableGateAsync(
        this IOrchestrator orchestrator, string pipeline, string stage, string? reason = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        return orchestrator.EnableGateAsync(new EnableGateRequest(pipeline, stage) { Reason = reason }, cancellationToken);
    }
}
