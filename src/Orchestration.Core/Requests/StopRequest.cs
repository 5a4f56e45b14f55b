namespace Orchestration;

/// <summary>Stops an execution; it closes as <see cref="ExecutionStatus.Stopped"/> (CodePipeline: stop execution).</summary>
public sealed record StopRequest : StoppingRequest;
