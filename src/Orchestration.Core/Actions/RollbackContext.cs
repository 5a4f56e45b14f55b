namespace Orchestration;

/// <summary>
/// What the code is told that undoes an action (Harness: rollback), and what it may read. Its members may be used from any thread while the
/// code runs.
/// </summary>
public abstract class RollbackContext : IValues
{
    /// <summary>The execution.</summary>
    public abstract ExecutionId ExecutionId { get; }

    /// <summary>The pipeline's name.</summary>
    public abstract string Pipeline { get; }

    /// <summary>The name of the action's stage.</summary>
    public abstract string Stage { get; }

    /// <summary>The name of the action that is undone, within its stage.</summary>
    public abstract string Action { get; }

    /// <summary>The labels of the execution and, over them, of the stage.</summary>
    public abstract IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>The host's services, in a scope of this rollback's own, opened at the first read and disposed when the code returns.</summary>
    public abstract IServiceProvider Services { get; }

    /// <summary>
    /// Signalled when a stop of any mode, or the shutdown of the host, wants the rollback to end: finish early if you can.
    /// Unlike the cancellation token it does not ask to break off.
    /// </summary>
    public abstract CancellationToken StopRequested { get; }

    /// <summary>Why, once <see cref="StopRequested"/> or the cancellation token is signalled; otherwise null.</summary>
    public abstract StopReason? StopReason { get; }

    /// <summary>What the action registered and is not released, last registered first. It is released after the rollback's code, whether that succeeds or not.</summary>
    public abstract IReadOnlyList<Resource> Resources { get; }

    /// <inheritdoc/>
    public abstract T Input<T>();

    /// <summary>The output of an earlier action, or of the action that is undone.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="action">The reference that the definition gave.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.OutputMissing"/>: the action did not succeed, was skipped, or runs later.</exception>
    public abstract T Output<T>(ActionRef<T> action);

    /// <summary>The output of the action that is undone.</summary>
    /// <typeparam name="T">Its type, as the action declares it.</typeparam>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.OutputMissing"/>: it has none. <see cref="ErrorCode.InvalidRequest"/>: it isn't a <typeparamref name="T"/>.</exception>
    public abstract T Result<T>();
}
