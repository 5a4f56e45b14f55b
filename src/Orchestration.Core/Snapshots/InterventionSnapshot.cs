namespace Orchestration;

/// <summary>A failure for which a person has to pick what follows.</summary>
/// <param name="Failure">What went wrong.</param>
/// <param name="AskedAt">Since when, in UTC.</param>
/// <param name="ExpiresAt">When nobody can pick any more; null while the execution is paused.</param>
public sealed record InterventionSnapshot(Failure? Failure, DateTimeOffset AskedAt, DateTimeOffset? ExpiresAt);
