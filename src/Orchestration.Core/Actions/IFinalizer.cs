namespace Orchestration;

/// <summary>
/// User code at the end of an execution that succeeds, fails, expires or is rejected. One instance serves one run: it is taken from the
/// run's service scope, or built with it.
/// </summary>
/// <remarks>
/// An execution that is stopped, aborted, superseded or invalidated runs none, unless the stop asked for them. A finalizer that a crash cut off
/// runs again: make it idempotent. What it throws, and a deadline that passes, is recorded and changes no outcome; the next one runs.
/// </remarks>
public interface IFinalizer
{
    /// <summary>Does the work. Returning means success; throwing means failure.</summary>
    /// <param name="context">What the finalizer is told and may read.</param>
    /// <param name="cancellationToken">Signalled when its deadline has passed, at the end of the shutdown grace, and when ownership is lost; never by a stop.</param>
    Task FinalizeAsync(FinalizerContext context, CancellationToken cancellationToken);
}
