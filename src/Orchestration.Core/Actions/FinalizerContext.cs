namespace Orchestration;

/// <summary>What a finalizer is told, and what it may read. Its members may be used from any thread while the finalizer runs.</summary>
public abstract class FinalizerContext : IValues
{
    /// <summary>The execution.</summary>
    public abstract ExecutionId ExecutionId { get; }

    /// <summary>The pipeline's name.</summary>
    public abstract string Pipeline { get; }

    /// <summary>The finalizer's name.</summary>
    public abstract string Finalizer { get; }

    /// <summary>The labels of the execution, over those of the pipeline.</summary>
    public abstract IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>The host's services, in a scope of this finalizer's own, opened at the first read and disposed when it returns.</summary>
    public abstract IServiceProvider Services { get; }

    /// <summary>How the execution will close. A finalizer can't change it.</summary>
    public abstract ExecutionStatus Outcome { get; }

    /// <summary>Why it will close so.</summary>
    public abstract ReasonCode Reason { get; }

    /// <summary>What the execution registered and is not released, last registered first. Release by policy comes after the finalizers.</summary>
    public abstract IReadOnlyList<Resource> Resources { get; }

    /// <inheritdoc/>
    public abstract T Input<T>();

    /// <summary>The output of any action that has one.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="action">The reference that the definition gave.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.OutputMissing"/>: the action did not run, did not succeed, or was skipped.</exception>
    public abstract T Output<T>(ActionRef<T> action);
}
