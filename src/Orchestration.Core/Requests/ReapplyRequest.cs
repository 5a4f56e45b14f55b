namespace Orchestration;

/// <summary>Runs one stage again as an earlier execution ran it, in a new execution (CodePipeline: stage rollback).</summary>
/// <param name="Stage">The stage's name; it must have succeeded there.</param>
public sealed record ReapplyRequest(string Stage) : CommandRequest;
