namespace Orchestration;

/// <summary>A finalizer as it stood at one moment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsRunning">Whether it runs.</param>
/// <param name="EndedAt">When it ended; null where it has not.</param>
/// <param name="Failure">What went wrong, if anything did.</param>
public sealed record FinalizerSnapshot(string Name, bool IsRunning, DateTimeOffset? EndedAt, Failure? Failure);
