using System.Diagnostics.CodeAnalysis;

namespace Orchestration;

/// <summary>
/// Settings of a root run: a pipeline with one stage, which bears the pipeline's name, and one action in it, <c>root</c>, whose code starts the
/// others. Its mode is always <see cref="ExecutionMode.Parallel"/>. Not thread-safe.
/// </summary>
public sealed class RootBuilder
{
    /// <summary>The name of a root run's one action.</summary>
    internal const string ActionName = "root";

    private readonly PipelineBuilder _pipeline;
    private readonly ActionBuilder _root;

    internal RootBuilder(PipelineBuilder pipeline, ActionBuilder root)
    {
        _pipeline = pipeline;
        _root = root;
    }

    /// <inheritdoc cref="PipelineBuilder.Version"/>
    public RootBuilder Version(string version)
    {
        _pipeline.Version(version);
        return this;
    }

    /// <inheritdoc cref="PipelineBuilder.Label"/>
    public RootBuilder Label(string name, string value)
    {
        _pipeline.Label(name, value);
        return this;
    }

    /// <summary>Runs the root's code again when it fails; children that have succeeded are not run again.</summary>
    /// <param name="count">How often: 1 to 1,000.</param>
    /// <param name="backoff">How long to wait before each retry; not at all by default.</param>
    public RootBuilder Retry(int count, Backoff? backoff = null)
    {
        _root.Retry(count, backoff);
        return this;
    }

    /// <summary>Says what follows a failure of the root; <see cref="FailureStrategy.Fail"/> by default. Not beside <see cref="Retry"/>, which is one of the strategies.</summary>
    /// <param name="strategy">The strategy.</param>
    public RootBuilder OnFailure(FailureStrategy strategy)
    {
        _root.OnFailure(strategy);
        return this;
    }

    /// <inheritdoc cref="ActionBuilder.OnInterrupted"/>
    public RootBuilder OnInterrupted(OnInterrupted policy)
    {
        _root.OnInterrupted(policy);
        return this;
    }

    /// <inheritdoc cref="ActionBuilder.TimeoutAfter"/>
    public RootBuilder TimeoutAfter(TimeSpan time)
    {
        _root.TimeoutAfter(time);
        return this;
    }

    /// <inheritdoc cref="ActionBuilder.DeadlineAfter"/>
    public RootBuilder DeadlineAfter(TimeSpan time)
    {
        _root.DeadlineAfter(time);
        return this;
    }

    /// <inheritdoc cref="PipelineBuilder.ExpiresAfter"/>
    public RootBuilder ExpiresAfter(TimeSpan time)
    {
        _pipeline.ExpiresAfter(time);
        return this;
    }

    /// <inheritdoc cref="PipelineBuilder.Release(ReleasePolicy)"/>
    public RootBuilder Release(ReleasePolicy rest)
    {
        _pipeline.Release(rest);
        return this;
    }

    /// <inheritdoc cref="PipelineBuilder.Release(string, ReleasePolicy)"/>
    public RootBuilder Release(string kind, ReleasePolicy policy)
    {
        _pipeline.Release(kind, policy);
        return this;
    }

    /// <inheritdoc cref="PipelineBuilder.Finally(string, Func{FinalizerContext, CancellationToken, Task}, System.Action{FinalizerBuilder}?)"/>
    public RootBuilder Finally(string name, Func<FinalizerContext, CancellationToken, Task> code, System.Action<FinalizerBuilder>? configure = null)
    {
        _pipeline.Finally(name, code, configure);
        return this;
    }

    /// <inheritdoc cref="PipelineBuilder.Finally{TFinalizer}(string, System.Action{FinalizerBuilder}?)"/>
    public RootBuilder Finally<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFinalizer>(
        string name, System.Action<FinalizerBuilder>? configure = null)
        where TFinalizer : class, IFinalizer
    {
        _pipeline.Finally<TFinalizer>(name, configure);
        return this;
    }
}
