namespace Orchestration;

/// <summary>What a rerun runs again.</summary>
/// <param name="Of">The execution.</param>
/// <param name="ReuseSucceeded">Whether child actions that had succeeded there are not run again.</param>
/// <param name="Forced">Those of them that are, by their names in the stage.</param>
public sealed record RerunOrigin(ExecutionId Of, bool ReuseSucceeded, IReadOnlyList<string> Forced);
