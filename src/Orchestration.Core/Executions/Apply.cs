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
            case StopRequested or StopDecided or StopEscalated or StopEffective:
                ApplyStop.To(state, happened);
                break;
            case PauseRequested or ExecutionPaused or UnpauseRequested:
                ApplyPause.To(state, happened);
                break;
            case FinalizingStarted or FinalizerStarted or FinalizerEnded or ReleaseRequested or ReleaseStarted or ReleaseEnded or ReleaseCompleted or CleanupStopping:
                ApplyCleanup.To(state, happened);
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
            case ResultsCarried e:
                state.Carried = e.Results.Concat(state.Carried?.Values ?? []).ToDictionary(result => (result.Stage, result.Action));
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
                throw Unknown(state, happened);
        }
    }

    public static OrchestrationException Unknown(ExecutionState state, ExecutionEvent happened) =>
        new(ErrorCode.StoreCorrupt, $"Execution {state.Id} has an event of the unknown type {happened.GetType().Name}.");

    public static void Move(ExecutionState state, ExecutionTrigger trigger, DateTimeOffset at)
    {
        state.Status = ExecutionLifecycle.Table.Next(state.Status, trigger);
        if (state.Pauses is not null && state.Status != ExecutionStatus.Paused)
        {
            PauseClock.End(state, at);
        }
    }

    private static void Close(ExecutionState state, ExecutionClosed e)
    {
        Move(state, e.Status.ClosingTrigger(), e.At);
        state.Closed = e;
        state.Intent = null;
        state.Missing = null;
        state.Mark = null;
        state.Intents = null;
        state.Clocks = null;
        Settle(state, e, static _ => true);
    }

    /// <summary>A command ends the pause, whether it was reached or not: the pause's own command is settled, and names it.</summary>
    public static void SupersedePause(ExecutionState state, Guid by, DateTimeOffset at)
    {
        if (!state.Status.IsPausing())
        {
            return;
        }
        int index = state.Commands.FindLastIndex(static command => command.Verb == Verb.Pause);
        AcceptedCommand pause = state.Commands[index];
        state.Commands[index] = pause with { SupersededBy = by, Settled = pause.Settled ?? SettledScope.Of(state, pause, at) };
    }

    /// <summary>The scope of these commands has closed.</summary>
    public static void Settle(ExecutionState state, ExecutionEvent closed, Predicate<AcceptedCommand> which)
    {
        for (int index = 0; state.HasCommands && index < state.Commands.Count; index++)
        {
            AcceptedCommand command = state.Commands[index];
            if (command.Settled is null && which(command))
            {
                state.Commands[index] = command with { Settled = SettledScope.Of(state, command, closed.At) };
            }
        }
    }
}
