using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>A stage is drained in which actions have failed, or which was marked as failed: the strategy acts that its actions ask for.</summary>
internal static class FailStage
{
    /// <summary>Where several actions failed under different strategies the strongest acts: abort, then the pipeline's rollback, then the stage's.</summary>
    public static void Decide(Draft draft, StageStructure stage)
    {
        ExecutionState state = draft.State;
        NotRun.UnstartedActions(draft, stage, NotRun.BecauseOfEarlierFailure);
        StageOutcome outcome = StageOutcome.Of(state, stage);
        switch (state.Mark is null ? Strongest(state, stage) : FindStrategy.ForStage(state, stage))
        {
            case FailureStrategyKind.Ignore or FailureStrategyKind.Succeed:
                Close(draft, stage, outcome with { Status = StageStatus.Succeeded, Reason = ReasonCode.FailureForgiven });
                break;
            case FailureStrategyKind.Abort:
                draft.Emit(new StopDecided { Stage = stage.Name, Mode = StopMode.Cancel, Outcome = IntentOutcome.Aborted, Grace = draft.Limits.Grace });
                break;
            case FailureStrategyKind.RollbackStage:
                Rollback.Begin(draft, stage, FailureStrategyKind.RollbackStage, outcome);
                break;
            case FailureStrategyKind.RollbackPipeline:
                Rollback.Begin(draft, stage, FailureStrategyKind.RollbackPipeline, outcome);
                break;
            default:
                Close(draft, stage, outcome);
                break;
        }
    }

    public static void Close(Draft draft, StageStructure stage, StageOutcome outcome) => draft.Emit(new StageClosed
    {
        Stage = stage.Name,
        StageIndex = stage.Index,
        Status = outcome.Status,
        Reason = outcome.Reason,
        By = outcome.By,
    });

    private static FailureStrategyKind? Strongest(ExecutionState state, StageStructure stage)
    {
        FailureStrategyKind? strongest = null;
        for (int index = stage.FirstAction; index < stage.EndAction; index++)
        {
            if (state.Actions[index].Closed is ActionClosed { Strategy: { } strategy } && (strongest is null || strategy > strongest))
            {
                strongest = strategy;
            }
        }
        return strongest;
    }
}
