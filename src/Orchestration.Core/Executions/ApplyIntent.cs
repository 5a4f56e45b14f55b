using Orchestration.Lifecycles;

namespace Orchestration.Executions;

/// <summary>What an intent for one action, or the mark of a stage, changes.</summary>
internal static class ApplyIntent
{
    public static void To(ExecutionState state, ActionEvent happened)
    {
        switch (happened)
        {
            case ActionStopRequested e:
                Requested(state, e);
                break;
            case ActionExpiring e:
                Expiring(state, e);
                break;
            case ActionStopping e:
                ApplyToAction.Move(state, e.ActionIndex, ActionTrigger.Signal);
                Signalled(state, e);
                break;
            default:
                throw Apply.Unknown(state, happened);
        }
    }

    private static void Requested(ExecutionState state, ActionStopRequested e)
    {
        AcceptedCommand command = new(
            e.CommandId, e.Verb, e.Stage, e.Actor, e.Reason, e.At, e.Sequence, CommandContent.Of(e), EffectiveAt: e.At, Action: e.Action);
        if (!e.OfStage && e.Verb != Verb.Cancel)
        {
            state.Commands.Add(command);
        }
        Raise(state, new ActionIntent(e.ActionIndex, e.Mode, e.Outcome, e.Grace, e.Deadline, command) { Resolution = e.Resolution }, e.At);
    }

    private static void Expiring(ExecutionState state, ActionExpiring e) => Raise(
        state,
        new ActionIntent(e.ActionIndex, StopMode.Cancel, IntentOutcome.Expired, e.Grace, Deadline: null, Command: null) { MayRetry = e.MayRetry },
        e.At);

    /// <summary>Its code is signalled: by an intent of its own, where the event says how long it has, or by the one of the execution.</summary>
    private static void Signalled(ExecutionState state, ActionStopping e)
    {
        if (e.GraceUntil is not null && state.FindIntent(e.ActionIndex) is { } intent)
        {
            state.Intents![e.ActionIndex] = intent with { Mode = StopMode.Cancel, GraceUntil = e.GraceUntil };
        }
    }

    public static void Marked(ExecutionState state, ref StageState stage, StageMarkedFailed e)
    {
        AcceptedCommand command = new(
            e.CommandId, Verb.MarkFailed, e.Stage, e.Actor, e.Reason, e.At, e.Sequence, CommandContent.Of(e), EffectiveAt: e.At);
        state.Commands.Add(command);
        StopMode mode = state.Mark is { } mark && mark.Mode > e.Mode ? mark.Mode : e.Mode;
        state.Mark = new StageMark(mode, command);
        if (stage.Status != StageStatus.Stopping)
        {
            ApplyToStage.Move(ref stage, StageTrigger.Drain);
        }
    }

    /// <summary>The attempt is over, and its limit with it.</summary>
    public static void EndAttempt(ExecutionState state, int action)
    {
        state.Intents?.Remove(action);
        state.Tree?.RemoveEnd(action);
    }

    /// <summary>What was asked of the action, and what counted for it, is over.</summary>
    public static void Forget(ExecutionState state, int action)
    {
        state.Intents?.Remove(action);
        state.Clocks?.Remove(action);
    }

    private static void Raise(ExecutionState state, ActionIntent next, DateTimeOffset at)
    {
        ActionIntent raised = ActionIntent.Raise(state.FindIntent(next.ActionIndex), next, at);
        (state.Intents ??= [])[next.ActionIndex] = raised;
    }
}
