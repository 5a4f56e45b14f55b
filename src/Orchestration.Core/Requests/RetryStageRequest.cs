namespace Orchestration;

/// <summary>Runs a stage again in the same execution, then the stages behind it (CodePipeline: retry stage).</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Mode">Which of its actions run.</param>
public sealed record RetryStageRequest(string Stage, StageRetryMode Mode = StageRetryMode.FailedActions) : CommandRequest;
