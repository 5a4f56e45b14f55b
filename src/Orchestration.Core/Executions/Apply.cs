using Orchestration.Lifecycles;

namespace Orchestration.Executions;

/// <summary>The only place where an execution's state changes: one event, one change.</summary>
internal static class Apply
{
    public static void To(ExecutionState state, ExecutionEvent happened)
    {
        if (happened.Sequence != state.Version + 1)
        {
            throw new OrchestrationException(
                ErrorCode.StoreCorrupt,
                $"The history of execution {state.Id} goes from event {state.Version} to event {happened.Sequence}.");
        }

        state.Version = happened.Sequence;
        switch (happened)
        {
            case ActionEvent e:
                ApplyToAction.To(state, e);
                break;
            case StageEvent e:
                ApplyToStage.To(state, e);
                break;
            case StopRequested e:
                Request(state, e);
                break;
            case StopEscalated e:
                state.Intent = state.Intent! with { Mode = e.Mode, IsEffective = false };
                break;
            case StopEffective e:
                TakeEffect(state, e);
                break;
            case StageRetryRequested e:
                ApplyRetry.To(state, e);
                break;
            case ExecutionContinued e:
                state.ContinuedBy = e;
                break;
            case ExecutionClosed e:
                Close(state, e);
                break;
            case DefinitionMissing e:
                state.Missing = e;
                break;
            case DefinitionFound:
                state.Missing = null;
                break;
            case ExecutionStarted:
                break;
            default:
                throw new OrchestrationException(ErrorCode.StoreCorrupt, $"Execution {state.Id} has an event of the unknown type {happened.GetType().Name}.");
        }
    }

    public static void Move(ExecutionState state, ExecutionTrigger trigger) =>
        state.Status = ExecutionLifecycle.Table.Next(state.Status, trigger);

    private static void Request(ExecutionState state, StopRequested e)
    {
        AcceptedCommand command = new(e.CommandId, e.Verb, e.Stage, e.Actor, e.Reason, e.At, e.Sequence, CommandContent.Of(e));
        state.Commands.Add(command);
        state.Intent = Intent.Raise(state.Intent, e, command);
        Move(state, ExecutionTrigger.RequestStop);
    }

    private static void TakeEffect(ExecutionState state, StopEffective e)
    {
        state.Intent = state.Intent! with { IsEffective = true, GraceUntil = e.GraceUntil };
        for (int index = 0; index < state.Commands.Count; index++)
        {
            if (state.Commands[index] is { EffectiveAt: null, Verb: Verb.Stop or Verb.Abort } command)
            {
                state.Commands[index] = command with { EffectiveAt = e.At };
            }
        }
    }

    private static void Close(ExecutionState state, ExecutionClosed e)
    {
        Move(state, e.Status.ClosingTrigger());
        state.Closed = e;
        state.Intent = null;
        state.Missing = null;
        Settle(state, e, static _ => true);
    }

    /// <summary>The scope of these commands has closed.</summary>
    public static void Settle(ExecutionState state, ExecutionEvent closed, Predicate<AcceptedCommand> which)
    {
        for (int index = 0; state.HasCommands && index < state.Commands.Count; index++)
        {
            AcceptedCommand command = state.Commands[index];
            if (command.Settled is null && which(command))
            {
                state.Commands[index] = command with { Settled = SettledScope.Of(state, command.Sequence, closed.At) };
            }
        }
    }
}
