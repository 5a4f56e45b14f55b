using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>Closes an action that was asked to end: as its own intent says, or as a stop says that has signalled it since.</summary>
internal static class EndAction
{
    /// <summary>Its code has returned, or it was only waiting.</summary>
    public static void Returned(Draft draft, ActionStructure action, Failure? diagnosis = null, Payload? output = null) =>
        Decide(draft, action, ActionStatus.Aborted, reason: null, diagnosis, output, codeRuns: false);

    /// <summary>Nobody waits for its code any more, which still runs.</summary>
    public static void WithoutCode(Draft draft, ActionStructure action, ReasonCode? reason = null)
    {
        if (draft.State.Actions[action.Index].Started?.Sequence > draft.BaseVersion)
        {
            // Its attempt was begun in this very turn: its code never runs.
            Returned(draft, action);
            return;
        }
        Decide(draft, action, ActionStatus.Abandoned, reason, diagnosis: null, output: null, codeRuns: draft.State.Actions[action.Index].Status.IsInFlight());
    }

    /// <summary>Its code has ended with its host.</summary>
    public static void Lost(Draft draft, ActionStructure action) =>
        Decide(draft, action, ActionStatus.Abandoned, ReasonCode.HostEnded, diagnosis: null, output: null, codeRuns: false);

    private static void Decide(
        Draft draft, ActionStructure action, ActionStatus aborted, ReasonCode? reason, Failure? diagnosis, Payload? output, bool codeRuns)
    {
        ExecutionState state = draft.State;
        ActionIntent? own = state.FindIntent(action.Index);
        bool onlyWaits = !state.Actions[action.Index].Status.IsInFlight();
        if (own is not { Outcome: IntentOutcome.Aborted } && state.FindAbove(action.Index) is { } above && (above.Mode != StopMode.Wait || onlyWaits))
        {
            CloseAction.Close(draft, action, aborted, reason ?? above.ReasonCode, diagnosis, output: null, above.Reference);
            return;
        }
        if (own is null || state.IsTornDown(own))
        {
            UnderStop(draft, action, aborted, reason, diagnosis, codeRuns);
            return;
        }
        CommandReference? by = action.IsChild ? own.Reference : own.Command?.Reference;
        bool staysAborted = own is { Outcome: IntentOutcome.Aborted, Resolution: AbortResolution.Strategy };
        if (codeRuns && !staysAborted)
        {
            Abandon(draft, action);
        }
        if (own is { Outcome: IntentOutcome.Aborted, Resolution: AbortResolution.Succeeded })
        {
            CloseAction.Close(draft, action, ActionStatus.Succeeded, ReasonCode.AbortedAsSucceeded, diagnosis, output, by);
            return;
        }
        FailAction.Decide(draft, action, FailureOf(action, own, aborted, reason, diagnosis, by));
    }

    /// <summary>As the stop of its stage or execution says: signalled because their time limit has passed, it is expired, however it ends.</summary>
    private static void UnderStop(Draft draft, ActionStructure action, ActionStatus aborted, ReasonCode? reason, Failure? diagnosis, bool codeRuns)
    {
        bool isExpired = draft.State.Intent is { Outcome: IntentOutcome.Expired } && reason != ReasonCode.HostEnded;
        if (isExpired && codeRuns)
        {
            Abandon(draft, action);
        }

        ActionStatus status = isExpired ? ActionStatus.Expired : aborted;
        CloseAction.Close(draft, action, status, isExpired ? ReasonCode.TimeLimit : reason ?? draft.State.Intent!.ReasonCode, diagnosis, output: null, isExpired ? null : draft.State.Intent!.Command.Reference);
    }

    private static void Abandon(Draft draft, ActionStructure action) => draft.Emit(new AttemptAbandoned
    {
        Stage = action.Stage.Name,
        Action = action.Name,
        ActionIndex = action.Index,
        Attempt = draft.State.Actions[action.Index].Attempt,
    });

    private static ActionFailure FailureOf(
        ActionStructure action, ActionIntent own, ActionStatus aborted, ReasonCode? reason, Failure? diagnosis, CommandReference? by) => own switch
        {
            { Outcome: IntentOutcome.Aborted, Resolution: AbortResolution.Failed } =>
                new ActionFailure(ActionStatus.Failed, ReasonCode.AbortedAsFailed, Failure.ByCommand(own.Command!.Actor, "aborted it as failed", own.Command.Reason), by),
            { Outcome: IntentOutcome.Aborted } =>
                new ActionFailure(aborted, reason ?? own.ReasonCode, diagnosis, by),
            { Outcome: IntentOutcome.Failed } =>
                new ActionFailure(ActionStatus.Failed, ReasonCode.MarkedFailed, Failure.ByCommand(own.Command!.Actor, "marked it as failed", own.Command.Reason), by),
            _ => new ActionFailure(ActionStatus.Expired, ReasonCode.TimeLimit, ElapseActions.FailureOf(action, own.MayRetry)),
        };
}
