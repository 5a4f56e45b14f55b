namespace Orchestration.Executions;

/// <summary>The one rollback, finalizer or cleaner that runs.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Started">The event that began it: a <see cref="RollbackStarted"/>, <see cref="FinalizerStarted"/> or <see cref="ReleaseStarted"/>.</param>
/// <param name="Node">The action, or the place among the finalizers; 0 for a release.</param>
/// <param name="Epoch">The owner that began it.</param>
/// <param name="Deadline">When it is signalled to end.</param>
internal sealed record CleanupStep(CleanupKind Kind, ExecutionEvent Started, int Node, long Epoch, DateTimeOffset Deadline)
{
    /// <summary>When nobody waits for it any more; null before it is signalled.</summary>
    public DateTimeOffset? GraceUntil { get; init; }

    /// <summary>It was signalled because its own deadline has passed.</summary>
    public bool IsExpired { get; init; }

    /// <summary>Its name among the steps of its execution.</summary>
    public long Number => Started.Sequence;
}
