using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>Closes what was declared and will not start.</summary>
internal static class NotRun
{
    /// <summary>Why something is not run, and by whose command, if by one.</summary>
    internal readonly record struct Cause(ReasonCode Reason, AcceptedCommand? Command);

    public static Cause Because(Intent intent) => new(intent.ReasonCode, intent.Command);

    public static Cause BecauseOfEarlierFailure { get; } = new(ReasonCode.EarlierFailure, null);

    public static Cause BecauseDefinitionIsMissing { get; } = new(ReasonCode.DefinitionMissing, null);

    public static Cause BecauseSuperseded { get; } = new(ReasonCode.Superseded, null);

    public static Cause BecauseOfReapplication { get; } = new(ReasonCode.Reapplication, null);

    public static void UnstartedActions(Draft draft, StageStructure stage, Cause cause, ActionStatus status = ActionStatus.NotRun)
    {
        for (int index = stage.FirstAction; index < stage.EndAction; index++)
        {
            if (!draft.State.Actions[index].IsUnstarted)
            {
                continue;
            }

            ActionStructure action = draft.State.Structure.Actions[index];
            draft.Emit(new ActionClosed
            {
                Stage = stage.Name,
                Action = action.Name,
                ActionIndex = index,
                Status = status,
                Reason = cause.Reason,
                Attempt = 0,
                By = cause.Command?.Reference,
            });
        }
    }

    public static void UnenteredStages(Draft draft, Cause cause)
    {
        ExecutionState state = draft.State;
        foreach (StageStructure stage in state.Structure.Stages)
        {
            if (!state.Stages[stage.Index].Status.IsStarted())
            {
                Stage(draft, stage, cause);
            }
        }
    }

    /// <summary>A reapplication, and what continues one, runs a single stage.</summary>
    public static void BehindReapplication(Draft draft)
    {
        if (draft.State.Start.Type != ExecutionType.Reapply)
        {
            return;
        }

        foreach (StageStructure later in draft.State.Structure.Stages[(draft.State.CurrentStage + 1)..])
        {
            Stage(draft, later, BecauseOfReapplication);
        }
    }

    public static void Stage(Draft draft, StageStructure stage, Cause cause)
    {
        UnstartedActions(draft, stage, cause);
        draft.Emit(new StageClosed
        {
            Stage = stage.Name,
            StageIndex = stage.Index,
            Status = StageStatus.NotRun,
            Reason = cause.Reason,
            By = cause.Command?.Reference,
        });
    }
}
