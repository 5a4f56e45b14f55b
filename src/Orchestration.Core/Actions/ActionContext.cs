namespace Orchestration;

/// <summary>What an attempt is told, and what it may do. Its members may be used from any thread while the attempt runs.</summary>
public abstract class ActionContext : IValues
{
    /// <summary>The execution.</summary>
    public abstract ExecutionId ExecutionId { get; }

    /// <summary>The pipeline's name.</summary>
    public abstract string Pipeline { get; }

    /// <summary>The stage's name.</summary>
    public abstract string Stage { get; }

    /// <summary>The action's name within its stage; that of a child is its path, such as <c>root/train-2</c>.</summary>
    public abstract string Action { get; }

    /// <summary>The action's number in its execution, from 0, by which it can be aborted from outside.</summary>
    public abstract int ActionId { get; }

    /// <summary>The attempt's number, from 1.</summary>
    public abstract int AttemptNumber { get; }

    /// <summary>The labels of the execution and, over them, of the stage.</summary>
    public abstract IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>The host's services, in a scope of this attempt's own, opened at the first read and disposed when the attempt returns.</summary>
    public abstract IServiceProvider Services { get; }

    /// <summary>
    /// Signalled when a stop of any mode, or the shutdown of the host, wants this scope to end: finish early if you can.
    /// Unlike the cancellation token it does not ask to break off.
    /// </summary>
    public abstract CancellationToken StopRequested { get; }

    /// <summary>Why, once <see cref="StopRequested"/> or the cancellation token is signalled; otherwise null.</summary>
    public abstract StopReason? StopReason { get; }

    /// <inheritdoc/>
    public abstract T Input<T>();

    /// <inheritdoc/>
    public abstract T Output<T>(ActionRef<T> action);

    /// <summary>
    /// Registers something that this action is about to create, and returns once that is durable. Choose the key, register, then create:
    /// what a crash leaves behind is then always listed. Accepted in every status, from orphans too.
    /// </summary>
    /// <param name="kind">What it is, such as <c>process</c> or <c>container</c>; not empty.</param>
    /// <param name="key">Its name among its kind; registering the same kind and key again replaces the data.</param>
    /// <param name="data">What a cleaner needs to find it.</param>
    /// <param name="cancellationToken">Ends the waiting; the registration may still be stored.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.InvalidRequest"/> or <see cref="ErrorCode.StoreUnavailable"/>.</exception>
    public abstract Task RegisterResourceAsync(string kind, string key, string? data = null, CancellationToken cancellationToken = default);

    /// <summary>The resources that this execution and the earlier ones of its lineage have registered and not released, oldest first.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public abstract Task<IReadOnlyList<Resource>> ListLeftBehindAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Tells how far the action is, for those who watch the execution, and returns once that is durable. Each report is an event of the history:
    /// tell what people want to see, not every step.
    /// </summary>
    /// <param name="done">How much is done; not negative.</param>
    /// <param name="total">How much there is to do, if that is known; not negative.</param>
    /// <param name="message">What it does; at most 200 characters.</param>
    /// <param name="cancellationToken">Ends the waiting; the report may still be stored.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.InvalidRequest"/>, <see cref="ErrorCode.AttemptFenced"/> or <see cref="ErrorCode.StoreUnavailable"/>.</exception>
    /// <exception cref="OperationCanceledException">The attempt is signalled.</exception>
    public abstract Task ReportProgressAsync(long done, long? total = null, string? message = null, CancellationToken cancellationToken = default);

    /// <summary>What starts child actions for this attempt; the extensions of the root give it its type.</summary>
    internal virtual object? Children => null;

    /// <summary>What acts for this attempt towards the engine; the root's extension <c>GetOrchestrator</c> gives it its type.</summary>
    internal virtual object? Agent => null;
}
