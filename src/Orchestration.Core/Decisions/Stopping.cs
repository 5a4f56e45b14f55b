using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>
/// May an intent be accepted, and what does accepting it record? Intents combine by maximum, mode and outcome apart;
/// a request must raise one of them, or widen the scope with an outcome at least as high.
/// </summary>
internal static class Stopping
{
    public static OrchestrationException? Check(ExecutionState state, Verb verb, StopMode mode, IntentOutcome outcome, string? stage)
    {
        Target target = state.Target with { Stage = stage };
        if (state is { Finish: { } finish, Closed: null })
        {
            return CheckFinishing(state, verb, mode, finish, target);
        }

        if (EndTree.IsDecided(state))
        {
            return CheckReturned(state, verb, mode, target);
        }

        if (!state.Status.IsStoppable())
        {
            return OrchestrationException.Refuse(
                ErrorCode.NotStoppable, verb, target, $"it is {state.Status}.", state.Status.ToString(), StoppableBy(mode));
        }

        if (state.Intent is not { } intent || mode > intent.Mode || outcome > intent.Outcome)
        {
            return null;
        }

        bool widens = stage is null && intent.Stage is not null && outcome == intent.Outcome;
        return widens
            ? null
            : OrchestrationException.Refuse(
                ErrorCode.AlreadyStopping,
                verb,
                target,
                $"{intent.Command.Asked} ({intent.Mode}, closing as {intent.Outcome}); only a stronger mode or outcome is accepted.",
                state.Status.ToString(),
                StoppableBy(mode),
                intent.Command.CallerId);
    }

    /// <summary>The answer to a refused request: the refusal, or what stands already, if the caller asked for that.</summary>
    public static Verdict Refuse(OrchestrationException refusal, OnDuplicate onDuplicate)
    {
        bool isDuplicate = refusal.Code is ErrorCode.AlreadyStopping or ErrorCode.NotStoppable;
        return isDuplicate && onDuplicate == OnDuplicate.ReturnExisting ? new Verdict(null, refusal.IntentInForce) : refusal;
    }

    /// <summary>Records the intent, unless the verb's own check refuses it; a repetition is answered whatever the check says.</summary>
    public static Verdict Decide(
        Draft draft,
        Verb verb,
        StoppingRequest request,
        IntentOutcome outcome,
        string? stage,
        TimeSpan grace,
        CommandBy by,
        OrchestrationException? refusal)
    {
        ExecutionState state = draft.State;
        string content = CommandContent.OfStop(verb, stage, request.Mode, grace, request.Deadline, request.RunFinalizers, request.Reason);
        if (Repetition.Find(state, verb, by.Id, content) is { } known)
        {
            return known;
        }

        if (Repetition.CheckVersion(state, verb, request.ExpectedVersion) is { } conflict)
        {
            return conflict;
        }

        if (refusal is not null)
        {
            return Refuse(refusal, request.OnDuplicate);
        }

        draft.Emit(new StopRequested
        {
            CommandId = by.Id,
            Actor = by.Actor,
            Reason = request.Reason,
            Verb = verb,
            Stage = stage,
            Mode = request.Mode,
            Outcome = outcome,
            Grace = grace,
            Deadline = draft.Now + request.Deadline,
            RunFinalizers = request.RunFinalizers,
            OnlyEndsWaiting = EndTree.IsDecided(state),
        });
        if (state.IsAwaitingEntry)
        {
            // It closes in this very step, so that a stop and what would let it in or supersede it have one order.
            DriveStop.Decide(draft);
        }

        return Verdict.Of(by.Id);
    }

    /// <summary>Once the outcome is decided, an abandon still ends the waiting for finalizers and releases.</summary>
    private static OrchestrationException? CheckFinishing(ExecutionState state, Verb verb, StopMode mode, FinalizingStarted finish, Target target)
    {
        bool isEnding = state.Intent is { } intent && intent.Command.Sequence > finish.Sequence;
        if (mode == StopMode.Abandon && !isEnding)
        {
            return null;
        }

        return OrchestrationException.Refuse(
            mode == StopMode.Abandon ? ErrorCode.AlreadyStopping : ErrorCode.NotStoppable,
            verb,
            target,
            $"it is {state.Status}, and will close as {finish.Status}; only {nameof(StopMode.Abandon)} still ends the waiting.",
            state.Status.ToString(),
            StoppableBy(mode),
            state.Intent?.Command.CallerId);
    }

    /// <summary>Once the root's code has returned, an abandon still ends the waiting for its children.</summary>
    private static OrchestrationException? CheckReturned(ExecutionState state, Verb verb, StopMode mode, Target target)
    {
        bool isEnding = state.Intent is not null;
        return mode == StopMode.Abandon && state.Intent is not { Mode: StopMode.Abandon }
            ? null
            : OrchestrationException.Refuse(
                isEnding ? ErrorCode.AlreadyStopping : ErrorCode.NotStoppable,
                verb,
                target,
                $"its root has returned, and how it closes is decided; only {nameof(StopMode.Abandon)} still ends the waiting for its children.",
                state.Status.ToString(),
                StoppableBy(mode),
                state.Intent?.Command.CallerId);
    }

    private static IReadOnlyList<string> StoppableBy(StopMode mode) =>
        [.. Enum.GetValues<ExecutionStatus>().Where(status => status.IsStoppableBy(mode)).Select(status => status.ToString())];
}
