using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>Lets a paused execution go on; its clocks count again.</summary>
internal static class Unpause
{
    public static OrchestrationException? Check(ExecutionState state)
    {
        if (state.Status.IsPausing())
        {
            return null;
        }
        bool isEnding = state is { Intent: not null, Finish: null };
        return OrchestrationException.Refuse(
            isEnding ? ErrorCode.AlreadyStopping : ErrorCode.NotPaused,
            Verb.Unpause,
            state.Target,
            isEnding ? $"{state.Intent!.Command.Asked}." : $"it is {state.Status}.",
            state.Status.ToString(),
            [nameof(ExecutionStatus.Pausing), nameof(ExecutionStatus.Paused)],
            state.Intent?.Command.CallerId);
    }

    public static Verdict Decide(Draft draft, UnpauseRequest request, CommandBy by)
    {
        ExecutionState state = draft.State;
        if (Repetition.Find(state, Verb.Unpause, by.Id, CommandContent.OfExecution(Verb.Unpause, request.Reason)) is { } known)
        {
            return known;
        }
        if ((Repetition.CheckVersion(state, Verb.Unpause, request.ExpectedVersion) ?? Check(state)) is { } refusal)
        {
            return refusal;
        }
        draft.Emit(new UnpauseRequested { CommandId = by.Id, Actor = by.Actor, Reason = request.Reason });
        ElapseRetries.Decide(draft);
        StartPending.Decide(draft);
        Advance.Continue(draft);
        return Verdict.Of(by.Id);
    }
}
