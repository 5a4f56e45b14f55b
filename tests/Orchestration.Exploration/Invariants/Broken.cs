namespace Orchestration.Exploration.Invariants;

/// <summary>A rule that does not hold.</summary>
/// <param name="Invariant">Its name.</param>
/// <param name="What">What is wrong.</param>
internal sealed record Broken(string Invariant, string What);
