namespace Orchestration;

/// <summary>Keeps executions out of a stage (CodePipeline: disable stage transition).</summary>
/// <param name="Pipeline">The pipeline's name.</param>
/// <param name="Stage">The stage's name.</param>
/// <param name="Reason">Why, in the caller's words: 1 to 200 characters, which those who wait will read.</param>
public sealed record DisableGateRequest(string Pipeline, string Stage, string Reason) : GateRequest(Pipeline, Stage)
{
    internal override string? Why => Reason;
}
