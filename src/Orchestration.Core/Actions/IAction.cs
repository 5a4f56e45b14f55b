namespace Orchestration;

/// <summary>
/// User code that a pipeline runs. One instance serves one attempt: it is taken from the attempt's service scope, or built with it.
/// </summary>
public interface IAction
{
    /// <summary>Does the work. Returning means success; throwing means failure.</summary>
    /// <param name="context">What the attempt is told and may do.</param>
    /// <param name="cancellationToken">Signalled by a stop with <see cref="StopMode.Cancel"/>, by a mark as failed, when a time limit has passed, at the end of the shutdown grace, and when ownership is lost; never by <see cref="StopMode.Wait"/> or <see cref="StopMode.Abandon"/>.</param>
    Task ExecuteAsync(ActionContext context, CancellationToken cancellationToken);
}

/// <inheritdoc cref="IAction"/>
/// <typeparam name="TInput">What it is given; the value is read from JSON for each attempt.</typeparam>
public interface IAction<in TInput>
{
    /// <inheritdoc cref="IAction.ExecuteAsync"/>
    /// <param name="input">The pipeline's input or the output of an earlier action.</param>
    /// <param name="context">What the attempt is told and may do.</param>
    /// <param name="cancellationToken">See <see cref="IAction.ExecuteAsync"/>.</param>
    Task ExecuteAsync(TInput input, ActionContext context, CancellationToken cancellationToken);
}

/// <inheritdoc cref="IAction"/>
/// <typeparam name="TInput">What it is given; the value is read from JSON for each attempt.</typeparam>
/// <typeparam name="TOutput">What it returns; the value is stored as JSON.</typeparam>
public interface IAction<in TInput, TOutput>
{
    /// <inheritdoc cref="IAction.ExecuteAsync"/>
    /// <param name="input">The pipeline's input or the output of an earlier action.</param>
    /// <param name="context">What the attempt is told and may do.</param>
    /// <param name="cancellationToken">See <see cref="IAction.ExecuteAsync"/>.</param>
    Task<TOutput> ExecuteAsync(TInput input, ActionContext context, CancellationToken cancellationToken);
}
