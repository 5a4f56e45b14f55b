using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>Closes a scope under an effective intent as soon as nothing of it is in flight.</summary>
internal static class CloseUnderIntent
{
    public static void Decide(Draft draft)
    {
        ExecutionState state = draft.State;
        if (state.Intent is not { IsEffective: true } intent || state.Step is not null)
        {
            return;
        }

        if (state.CurrentStage < state.Stages.Length && state.Stages[state.CurrentStage].Status.IsActive())
        {
            if (state.Stages[state.CurrentStage].Counts.InFlight > 0)
            {
                return;
            }

            StageStructure stage = state.Structure.Stages[state.CurrentStage];
            bool isMarked = state.Mark is not null && intent.Outcome < IntentOutcome.Failed;
            draft.Emit(new StageClosed
            {
                Stage = stage.Name,
                StageIndex = stage.Index,
                Status = isMarked ? StageStatus.Failed : intent.Outcome.ToStageStatus(),
                Reason = isMarked ? ReasonCode.MarkedFailed : intent.ReasonCode,
                By = isMarked ? state.Mark!.Command.Reference : intent.Command.Reference,
            });
        }

        NotRun.UnenteredStages(draft, NotRun.Because(intent));
        Guid? commandId = intent.Command.CallerId;
        ExecutionClosed close = new()
        {
            Status = intent.Outcome.ToExecutionStatus(),
            Reason = intent.ReasonCode,
            CommandId = commandId,
            Actor = commandId is null ? null : intent.Command.Actor,
            Text = intent.Command.Reason,
        };
        Finish.Decide(draft, close, intent.RunsFinalizers);
    }
}
