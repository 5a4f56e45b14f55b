using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>What may start now? Everything that can go on without a command goes through here; an intent stops it.</summary>
internal static class Advance
{
    public static void Decide(Draft draft)
    {
        ExecutionState state = draft.State;
        while (state is { Intent: null, Missing: null } && !state.Status.IsClosed())
        {
            if (state.CurrentStage == state.Stages.Length)
            {
                Close(draft, ExecutionStatus.Succeeded, ReasonCode.Completed);
                return;
            }

            StageStructure stage = state.Structure.Stages[state.CurrentStage];
            if (!AdvanceStage.Decide(draft, stage))
            {
                return;
            }

            CloseIfFailed(draft, stage);
        }
    }

    /// <summary>Goes on after a stage was entered, skipped or closed by its condition.</summary>
    public static void AfterStage(Draft draft, StageStructure stage)
    {
        CloseIfFailed(draft, stage);
        Decide(draft);
    }

    /// <summary>Goes on after something in flight has ended: towards the next start, or under an intent towards the end.</summary>
    public static void Continue(Draft draft)
    {
        if (draft.State.Intent is null)
        {
            Decide(draft);
        }
        else
        {
            CloseUnderIntent.Decide(draft);
        }
    }

    private static void CloseIfFailed(Draft draft, StageStructure stage)
    {
        ref StageState closed = ref draft.State.Stages[stage.Index];
        if (closed.Status.IsClosed() && !closed.Status.CountsAsSuccess())
        {
            NotRun.UnenteredStages(draft, NotRun.BecauseOfEarlierFailure);
            Close(draft, closed.Status.ToExecutionStatus(), closed.Closed!.Reason, closed.Closed.CommandId);
        }
    }

    private static void Close(Draft draft, ExecutionStatus status, ReasonCode reason, Guid? commandId = null)
    {
        AcceptedCommand? command = commandId is null ? null : draft.State.Commands.Find(one => one.Id == commandId);
        draft.Emit(new ExecutionClosed { Status = status, Reason = reason, CommandId = commandId, Actor = command?.Actor, Text = command?.Reason });
    }
}
