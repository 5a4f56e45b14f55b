namespace Orchestration;

/// <summary>Lets executions into a stage again (CodePipeline: enable stage transition).</summary>
/// <param name="Pipeline">The pipeline's name.</param>
/// <param name="Stage">The stage's name.</param>
public sealed record EnableGateRequest(string Pipeline, string Stage) : GateRequest(Pipeline, Stage)
{
    /// <summary>Why, in the caller's words; at most 200 characters.</summary>
    public string? Reason { get; init; }

    internal override string? Why => Reason;
}
