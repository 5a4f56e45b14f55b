namespace Orchestration;

/// <summary>Which actions of a stage <see cref="Verb.RetryStage"/> runs again (CodePipeline: <c>FAILED_ACTIONS</c>, <c>ALL_ACTIONS</c>).</summary>
public enum StageRetryMode
{
    /// <summary>Every closed action that did not succeed; succeeded ones keep their outputs. Siblings may still run.</summary>
    FailedActions,

    /// <summary>Every action; nothing of the stage may be in flight. Earlier attempts stay in the history.</summary>
    AllActions,
}
