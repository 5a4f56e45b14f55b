using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>
/// A condition was answered. An answer that nobody waits for any more changes nothing, nor does one under an intent, which closes
/// what waits. A host that shuts down starts nothing, so there a yes is lost, and the next host asks again.
/// </summary>
internal static class AnswerCondition
{
    public static void OfStage(Draft draft, int stageIndex, ConditionAnswer answer)
    {
        StageStructure stage = draft.State.Structure.Stages[stageIndex];
        if (draft.State.Stages[stageIndex].Status != StageStatus.Waiting || !MayTake(draft, answer))
        {
            return;
        }

        if (answer is { Enter: true, Failure: null })
        {
            draft.Emit(new StageEntered { Stage = stage.Name, StageIndex = stageIndex });
        }
        else
        {
            bool threw = answer.Failure is not null;
            ReasonCode reason = threw ? ReasonCode.ConditionThrew : ReasonCode.ConditionFalse;
            NotRun.UnstartedActions(draft, stage, new NotRun.Cause(reason, null), threw ? ActionStatus.NotRun : ActionStatus.Skipped);
            draft.Emit(new StageClosed
            {
                Stage = stage.Name,
                StageIndex = stageIndex,
                Status = threw ? StageStatus.Failed : StageStatus.Skipped,
                Reason = reason,
                Failure = answer.Failure,
            });
        }

        Advance.AfterStage(draft, stage);
    }

    public static void OfAction(Draft draft, int actionIndex, ConditionAnswer answer)
    {
        ActionStructure action = draft.State.Structure.Actions[actionIndex];
        if (draft.State.Actions[actionIndex].Status != ActionStatus.Waiting || !MayTake(draft, answer))
        {
            return;
        }

        if (answer.Failure is { } failure)
        {
            // A condition is asked once: no strategy asks it again.
            FailAction.Decide(draft, action, new ActionFailure(ActionStatus.Failed, ReasonCode.ConditionThrew, failure with { IsNonRetryable = true }));
        }
        else if (answer.Enter)
        {
            AdvanceStage.Start(draft, action);
        }
        else
        {
            CloseAction.Close(draft, action, ActionStatus.Skipped, ReasonCode.ConditionFalse, failure: null, output: null);
        }

        Advance.Decide(draft);
    }

    private static bool MayTake(Draft draft, ConditionAnswer answer)
    {
        bool wouldStart = answer is { Enter: true, Failure: null };
        return draft.State.Intent is null && (draft.MayStart || !wouldStart);
    }
}
