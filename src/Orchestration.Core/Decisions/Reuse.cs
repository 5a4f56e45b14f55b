using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>Takes the stages before the one that a resume names from the newest execution of the lineage in which each succeeded.</summary>
internal static class Reuse
{
    public static void Decide(Draft draft, int fromStage, IReadOnlyList<ExecutionState> lineage)
    {
        for (int index = 0; index < fromStage; index++)
        {
            ExecutionState source = lineage.First(one => one.Stages[index].Status.CountsAsSuccess());
            Stage(draft, draft.State.Structure.Stages[index], source);
        }
    }

    private static void Stage(Draft draft, StageStructure stage, ExecutionState source)
    {
        for (int index = stage.FirstAction; index < stage.EndAction; index++)
        {
            Action(draft, draft.State.Structure.Actions[index], source);
        }

        bool skipped = source.Stages[stage.Index].Status == StageStatus.Skipped;
        draft.Emit(new StageClosed
        {
            Stage = stage.Name,
            StageIndex = stage.Index,
            Status = skipped ? StageStatus.Skipped : StageStatus.Reused,
            Reason = ReasonCode.Reused,
        });
    }

    private static void Action(Draft draft, ActionStructure action, ExecutionState source)
    {
        ActionState original = source.Actions[action.Index];
        if (original.Status == ActionStatus.Skipped)
        {
            CloseAction.Close(draft, action, ActionStatus.Skipped, ReasonCode.Reused, failure: null, output: null);
            return;
        }

        draft.Emit(new ActionReused
        {
            Stage = action.Stage.Name,
            Action = action.Name,
            ActionIndex = action.Index,
            From = original.Closed is ActionReused reused ? reused.From : source.Id,
            Original = original.Closed is ActionReused earlier ? earlier.Original : original.Status,
            Output = original.Output,
            Answer = original.Closed is ActionReused answered ? answered.Answer : source.FindApproval(action.Index)?.Answer,
        });
    }
}
