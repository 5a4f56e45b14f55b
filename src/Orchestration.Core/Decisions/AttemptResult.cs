namespace Orchestration.Decisions;

/// <summary>How the code of an attempt ended.</summary>
/// <param name="Failure">What it threw; null if it returned.</param>
/// <param name="IsCancellation">It threw because its own token was signalled.</param>
/// <param name="Output">What it returned, if it has an output.</param>
internal readonly record struct AttemptResult(Failure? Failure, bool IsCancellation = false, Payload? Output = null);
