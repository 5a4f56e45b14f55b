using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Exploration.Moves;

namespace Orchestration.Exploration.Rules;

/// <summary>When an abort or a mark of one action, or a mark of a stage, is accepted. Several reasons may hold at once.</summary>
internal static class StopActionRule
{
    public static ErrorCode[] Of(EndingMove move, ExecutionState state)
    {
        if (Array.Find(state.Structure.Stages, stage => stage.Name == move.Stage) is not { } stage)
        {
            return [ErrorCode.StageNotFound];
        }

        List<ErrorCode> codes = [];
        if (move is MarkFailedMove && state.Intent is not null)
        {
            codes.Add(ErrorCode.AlreadyStopping);
        }

        if (move.Action is null)
        {
            codes.AddRange(OfStage(move, state, stage));
            return [.. codes];
        }

        if (TreeRule.Find(state, move.Stage, move.Action) is not { } action)
        {
            return [ErrorCode.ActionNotFound];
        }

        if (state.Structure.IsRoot && !action.IsChild && move is AbortActionMove)
        {
            return StoppingRule.Of(new AbortMove(move.Mode), state);
        }

        codes.AddRange(OfAction(move, state, action));
        return [.. codes];
    }

    private static IEnumerable<ErrorCode> OfStage(EndingMove move, ExecutionState state, StageStructure stage)
    {
        StageStatus status = state.Stages[stage.Index].Status;
        if (status is StageStatus.Pending or StageStatus.Waiting)
        {
            yield return ErrorCode.StageNotStarted;
        }
        else if (status is not (StageStatus.Running or StageStatus.Stopping))
        {
            yield return ErrorCode.NotStoppable;
        }
        else if (TreeRule.IsDecided(state))
        {
            yield return ErrorCode.NotStoppable;
        }
        else if (state.Mark?.Mode >= move.Mode)
        {
            yield return ErrorCode.AlreadyStopping;
        }
    }

    private static IEnumerable<ErrorCode> OfAction(EndingMove move, ExecutionState state, ActionStructure action)
    {
        ActionState actionState = state.Actions[action.Index];
        bool isUnstarted = actionState is { Status: ActionStatus.Pending } or { Status: ActionStatus.Waiting, WaitsFor: ActionWait.Condition };
        if (isUnstarted && !(action.IsChild && move is AbortActionMove))
        {
            yield return ErrorCode.ActionNotStarted;
        }
        else if (!Open.Is(actionState.Status))
        {
            yield return ErrorCode.NotStoppable;
        }
        else if (TreeRule.IsDecided(state, action.Index) && (move.Mode, move.Outcome) != (StopMode.Abandon, IntentOutcome.Aborted))
        {
            yield return ErrorCode.NotStoppable;
        }
        else
        {
            if (move is AbortActionMove && !action.IsAbortable && !action.IsChild)
            {
                yield return ErrorCode.ActionNotAbortable;
            }
            else if (!Raises(move, state, action.Index))
            {
                yield return ErrorCode.AlreadyStopping;
            }
        }
    }

    private static bool Raises(EndingMove move, ExecutionState state, int action)
    {
        (StopMode Mode, IntentOutcome Outcome)[] inForce =
        [
            .. TreeRule.Ends(state, action).Select(own => (own.Mode, own.Outcome)),
            .. state.Intent is { } intent ? [(intent.Mode, intent.Outcome)] : Array.Empty<(StopMode, IntentOutcome)>(),
        ];
        return inForce.Length == 0 || move.Mode > inForce.Max(one => one.Mode) || move.Outcome > inForce.Max(one => one.Outcome);
    }
}
