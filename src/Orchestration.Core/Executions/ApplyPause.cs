using Orchestration.Lifecycles;

namespace Orchestration.Executions;

/// <summary>What a pause and its end change.</summary>
internal static class ApplyPause
{
    public static void To(ExecutionState state, ExecutionEvent happened)
    {
        switch (happened)
        {
            case PauseRequested e:
                state.Commands.Add(Accept(e, Verb.Pause));
                Apply.Move(state, ExecutionTrigger.RequestPause, e.At);
                break;
            case ExecutionPaused e:
                Apply.Move(state, ExecutionTrigger.Pause, e.At);
                PauseClock.Begin(state, e.At);
                Apply.Settle(state, e, static command => command.Verb == Verb.Pause);
                break;
            case UnpauseRequested e:
                Apply.SupersedePause(state, e.CommandId, e.At);
                state.Commands.Add(Accept(e, Verb.Unpause));
                Apply.Move(state, state.EnteredLast is null ? ExecutionTrigger.UnpauseQueued : ExecutionTrigger.Unpause, e.At);
                Apply.Settle(state, e, static command => command.Verb == Verb.Unpause);
                break;
            default:
                throw Apply.Unknown(state, happened);
        }
    }

    private static AcceptedCommand Accept(CommandEvent e, Verb verb) =>
        new(e.CommandId, verb, null, e.Actor, e.Reason, e.At, e.Sequence, CommandContent.OfExecution(verb, e.Reason), EffectiveAt: e.At);
}
