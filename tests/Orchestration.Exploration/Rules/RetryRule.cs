using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Exploration.Moves;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Rules;

/// <summary>When a retry of a stage is accepted. Several reasons may hold at once; any of their codes will do.</summary>
internal static class RetryRule
{
    public static ErrorCode[] Of(RetryStageMove move, ExecutionState state, Rivals? rivals)
    {
        if (Array.Find(state.Structure.Stages, stage => stage.Name == move.Stage) is not { } stage)
        {
            return [ErrorCode.StageNotFound];
        }

        List<ErrorCode> codes = [];
        if (state.ContinuedBy is not null)
        {
            codes.Add(ErrorCode.NotLatestExecution);
        }

        switch (move.Registered)
        {
            case Registered.Changed:
                codes.Add(ErrorCode.DefinitionChanged);
                break;
            case Registered.Missing:
                codes.Add(ErrorCode.DefinitionNotFound);
                break;
            default:
                break;
        }

        if (rivals?.EnteredLast[stage.Index] is { } last && last != state.Id)
        {
            codes.Add(ErrorCode.StageSuperseded);
        }
        else if (rivals?.Locks.Find(stage.Name)?.Holder is { } holder && holder.Execution != state.Id)
        {
            codes.Add(ErrorCode.Conflict);
        }

        if (state.Release is not null)
        {
            codes.Add(ErrorCode.Conflict);
        }

        if (Array.Exists(state.Stages[..stage.Index], earlier => earlier.IsRolledBack))
        {
            codes.Add(ErrorCode.StageNotRetryable);
        }

        codes.AddRange(OfStatus(move, state, stage));
        return [.. codes];
    }

    private static IEnumerable<ErrorCode> OfStatus(RetryStageMove move, ExecutionState state, StageStructure stage)
    {
        StageState stageState = state.Stages[stage.Index];
        bool failed = Array.Exists(
            state.Actions[stage.FirstAction..stage.EndAction],
            action => !action.IsForgiven
                && action.Status is (ActionStatus.Failed or ActionStatus.Aborted or ActionStatus.Abandoned or ActionStatus.Expired or ActionStatus.Rejected));
        if (state.Status == ExecutionStatus.Running && stageState.Status == StageStatus.Running)
        {
            if (!failed && stageState.Retries > 0)
            {
                yield return ErrorCode.Conflict;
            }
            else if (!failed || move.Mode == StageRetryMode.AllActions)
            {
                yield return ErrorCode.StageNotRetryable;
            }

            yield break;
        }

        bool canRetry = (state.Status is ExecutionStatus.Failed or ExecutionStatus.Stopped or ExecutionStatus.Expired or ExecutionStatus.Rejected)
            && (stageState.Status is StageStatus.Failed or StageStatus.Stopped or StageStatus.Expired or StageStatus.Rejected)
            && stageState.EnteredAt is not null;
        if (!canRetry || !WouldRun(move, state, stage))
        {
            yield return ErrorCode.StageNotRetryable;
        }
    }

    private static bool WouldRun(RetryStageMove move, ExecutionState state, StageStructure stage) =>
        move.Mode == StageRetryMode.AllActions
        || (state.Start.Reapplies is null && stage.Index < state.Stages.Length - 1)
        || Array.Exists(
            state.Structure.Actions[stage.FirstAction..stage.EndAction],
            action => state.Actions[action.Index].Status is not (ActionStatus.Succeeded or ActionStatus.Ignored or ActionStatus.Skipped or ActionStatus.Reused)
                || state.FindRollback(action.Index) is not null);
}
