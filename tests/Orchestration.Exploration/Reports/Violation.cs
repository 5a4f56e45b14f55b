namespace Orchestration.Exploration.Reports;

/// <summary>A rule that was broken, and the shortest history that breaks it.</summary>
internal sealed record Violation(string Invariant, string Definition, string What, IReadOnlyList<string> History);
