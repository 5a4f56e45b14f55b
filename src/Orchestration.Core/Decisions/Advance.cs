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
        while (state.IsAdvancing)
        {
            if (state.CurrentStage == state.Stages.Length)
            {
                Finish.Decide(draft, new ExecutionClosed { Status = ExecutionStatus.Succeeded, Reason = ReasonCode.Completed });
                return;
            }

            StageStructure stage = state.Structure.Stages[state.CurrentStage];
            if (!AdvanceStage.Decide(draft, stage))
            {
                break;
            }

            if (state.IsAdvancing)
            {
                EndAfter(draft, stage);
            }
        }

        Pause.WhenIdle(draft);
    }

    /// <summary>Goes on after a stage was entered, skipped or closed by its condition.</summary>
    public static void AfterStage(Draft draft, StageStructure stage)
    {
        EndAfter(draft, stage);
        Decide(draft);
    }

    /// <summary>
    /// Goes on after something in flight has ended: towards the next start, or towards the end under an intent, in a rollback, or once the
    /// outcome is decided.
    /// </summary>
    public static void Continue(Draft draft)
    {
        ExecutionState state = draft.State;
        if (state is { Closed: not null, Release: not null })
        {
            ReleaseResources.Next(draft);
        }
        else if (state is { Finish: not null, Closed: null })
        {
            Finish.Next(draft);
        }
        else if (state.Intent is not null)
        {
            CloseUnderIntent.Decide(draft);
        }
        else if (state is { Rollback: not null, Closed: null })
        {
            Rollback.Next(draft);
        }
        else
        {
            Decide(draft);
        }
    }

    /// <summary>Ends the execution if the stage closed so that no later one runs.</summary>
    public static void EndAfter(Draft draft, StageStructure stage)
    {
        StageState closed = draft.State.Stages[stage.Index];
        if (!closed.Status.IsClosed() || closed.Status.CountsAsSuccess())
        {
            return;
        }

        NotRun.UnenteredStages(draft, NotRun.BecauseOfEarlierFailure);
        Guid? commandId = closed.Closed!.CommandId;
        AcceptedCommand? command = commandId is null ? null : draft.State.Commands.Find(one => one.Id == commandId);
        Finish.Decide(draft, new ExecutionClosed
        {
            Status = closed.Status.ToExecutionStatus(),
            Reason = closed.Closed.Reason,
            CommandId = commandId,
            Actor = command?.Actor,
            Text = command?.Reason,
        });
    }
}
