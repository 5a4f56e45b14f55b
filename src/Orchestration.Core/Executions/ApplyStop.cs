using Orchestration.Lifecycles;
using Orchestration.Model;

namespace Orchestration.Executions;

/// <summary>What an intent for the execution or a stage changes.</summary>
internal static class ApplyStop
{
    public static void To(ExecutionState state, ExecutionEvent happened)
    {
        switch (happened)
        {
            case StopRequested e:
                Request(state, e);
                break;
            case StopDecided e:
                Decide(state, e);
                break;
            case StopEscalated e:
                state.Intent = state.Intent! with { Mode = e.Mode, IsEffective = false };
                break;
            case StopEffective e:
                TakeEffect(state, e);
                break;
            default:
                throw Apply.Unknown(state, happened);
        }
    }

    private static void Request(ExecutionState state, StopRequested e)
    {
        AcceptedCommand command = new(e.CommandId, e.Verb, e.Stage, e.Actor, e.Reason, e.At, e.Sequence, CommandContent.Of(e));
        Apply.SupersedePause(state, e.CommandId, e.At);
        state.Commands.Add(command);
        state.Intent = Intent.Raise(state.Intent, new Intent(e.Mode, e.Outcome, e.Stage, e.Grace, e.Deadline, command) { RunsFinalizers = e.RunFinalizers, OnlyEndsWaiting = e.OnlyEndsWaiting });
        Apply.Move(state, ExecutionTrigger.RequestStop, e.At);
    }

    private static void Decide(ExecutionState state, StopDecided e)
    {
        AcceptedCommand command = new(
            Guid.Empty, Verb.Abort, e.Stage, Caller.SystemActor, null, e.At, e.Sequence, string.Empty, EffectiveAt: e.At);
        state.Intent = Intent.Raise(state.Intent, new Intent(e.Mode, e.Outcome, e.Stage, e.Grace, Deadline: null, command));
        Apply.Move(state, ExecutionTrigger.RequestStop, e.At);
    }

    private static void TakeEffect(ExecutionState state, StopEffective e)
    {
        state.Intent = state.Intent! with { IsEffective = true, GraceUntil = e.GraceUntil };
        for (int index = 0; state.HasCommands && index < state.Commands.Count; index++)
        {
            if (state.Commands[index] is { EffectiveAt: null, Verb: Verb.Stop or Verb.Abort } command)
            {
                state.Commands[index] = command with { EffectiveAt = e.At };
            }
        }
    }
}
