using Orchestration.Executions;
using Orchestration.Exploration.Moves;

namespace Orchestration.Exploration.Rules;

/// <summary>When a stop or an abort is accepted.</summary>
internal static class StoppingRule
{
    public static ErrorCode[] Of(StoppingMove move, ExecutionState state)
    {
        if (move.Stage is not null)
        {
            if (Array.Find(state.Structure.Stages, stage => stage.Name == move.Stage) is not { } stage)
            {
                return [ErrorCode.StageNotFound];
            }

            StageStatus status = state.Stages[stage.Index].Status;
            if (status is StageStatus.Pending or StageStatus.Waiting)
            {
                return [ErrorCode.StageNotStarted];
            }

            if (status is not (StageStatus.Running or StageStatus.Stopping or StageStatus.RollingBack))
            {
                return [ErrorCode.NotStoppable];
            }
        }

        if (state.Status == ExecutionStatus.Finalizing)
        {
            return move.Mode != StopMode.Abandon ? [ErrorCode.NotStoppable]
                : state.Intent?.Command.Sequence > state.Finish!.Sequence ? [ErrorCode.AlreadyStopping]
                : [];
        }

        if (TreeRule.IsDecided(state))
        {
            return move.Mode == StopMode.Abandon && state.Intent is not { Mode: StopMode.Abandon } ? [] : state.Intent is null ? [ErrorCode.NotStoppable] : [ErrorCode.AlreadyStopping];
        }

        return !IsStoppable(state.Status) ? [ErrorCode.NotStoppable]
            : state.Intent is null || Raises(move, state.Intent) ? []
            : [ErrorCode.AlreadyStopping];
    }

    private static bool IsStoppable(ExecutionStatus status) => status is
        ExecutionStatus.Queued or ExecutionStatus.Running or ExecutionStatus.Pausing or ExecutionStatus.Paused or ExecutionStatus.RollingBack or ExecutionStatus.Stopping;

    private static bool Raises(StoppingMove move, Intent intent)
    {
        bool widens = intent.Stage is not null && move.Stage is null;
        return move.Mode > intent.Mode || move.Outcome > intent.Outcome || (widens && move.Outcome >= intent.Outcome);
    }
}
