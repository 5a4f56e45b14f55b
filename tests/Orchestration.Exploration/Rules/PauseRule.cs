using Orchestration.Executions;

namespace Orchestration.Exploration.Rules;

/// <summary>When a pause, the end of one, and a release are accepted.</summary>
internal static class PauseRule
{
    public static ErrorCode[] OfPause(ExecutionState state) => state.Status switch
    {
        ExecutionStatus.Queued or ExecutionStatus.Running => [],
        ExecutionStatus.Pausing or ExecutionStatus.Paused => [ErrorCode.AlreadyPaused],
        ExecutionStatus.Stopping => [ErrorCode.AlreadyStopping],
        _ => [ErrorCode.NotPausable],
    };

    public static ErrorCode[] OfUnpause(ExecutionState state) => state.Status switch
    {
        ExecutionStatus.Pausing or ExecutionStatus.Paused => [],
        ExecutionStatus.Stopping => [ErrorCode.AlreadyStopping],
        _ => [ErrorCode.NotPaused],
    };

    public static ErrorCode[] OfRelease(ExecutionState state) =>
        state.Closed is null ? [ErrorCode.StillRunning] : state.Release is null ? [] : [ErrorCode.Conflict];
}
