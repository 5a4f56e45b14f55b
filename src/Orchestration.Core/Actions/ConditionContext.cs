namespace Orchestration;

/// <summary>What a <c>When</c> condition is given. It is asked once, on entry; after a crash in the middle of it, once more.</summary>
public abstract class ConditionContext : IValues
{
    /// <summary>The execution.</summary>
    public abstract ExecutionId ExecutionId { get; }

    /// <summary>The labels of the execution and, over them, of the stage.</summary>
    public abstract IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>The host's services, in a scope of this condition's own.</summary>
    public abstract IServiceProvider Services { get; }

    /// <inheritdoc/>
    public abstract T Input<T>();

    /// <inheritdoc/>
    public abstract T Output<T>(ActionRef<T> action);
}
