using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>
/// Aborts one action that is declared abortable. It counts as a failure that is not retried: its strategy lets the stage go on or fails it.
/// </summary>
internal static class AbortAction
{
    public static OrchestrationException? Check(ExecutionState state, ActionStructure action, StopMode mode, AbortResolution resolution = AbortResolution.Strategy)
    {
        Target target = state.Target with { Stage = action.Stage.Name, Action = action.Name };
        if (resolution != AbortResolution.Strategy && (action.IsChild || IsRoot(state, action)))
        {
            return OrchestrationException.Refuse(ErrorCode.InvalidRequest, Verb.Abort, target, $"it can't be resolved as {resolution}: whoever awaits it would wait for a result.");
        }
        if (IsRoot(state, action))
        {
            return Abort.Check(state, mode, stage: null);
        }
        OrchestrationException? refusal = StopActionCheck.Of(state, Verb.Abort, action, mode, IntentOutcome.Aborted);
        return refusal is null or { Code: ErrorCode.AlreadyStopping } && !action.IsAbortable && !action.IsChild
            ? OrchestrationException.Refuse(
                ErrorCode.ActionNotAbortable,
                Verb.Abort,
                target,
                "it is not declared as abortable; abort its stage or the execution, or mark it as failed.",
                state.Actions[action.Index].Status.ToString(),
                intent: state.Intent?.Command.CallerId)
            : refusal;
    }

    public static Verdict Decide(Draft draft, AbortActionRequest request, TimeSpan grace, CommandBy by)
    {
        ExecutionState state = draft.State;
        if (FindNode.Action(state, Verb.Abort, request, out ActionStructure action) is { } unknown)
        {
            return unknown;
        }
        if (IsRoot(state, action) && request.Resolution == AbortResolution.Strategy)
        {
            return Abort.Decide(draft, OfExecution(request), grace, by);
        }
        string content = CommandContent.OfActionStop(
            Verb.Abort, action.Stage.Name, action.Name, request.Mode, grace, request.Deadline, request.Resolution, request.Reason);
        if (Repetition.Find(state, Verb.Abort, by.Id, content) is { } known)
        {
            return known;
        }
        if (Repetition.CheckVersion(state, Verb.Abort, request.ExpectedVersion) is { } conflict)
        {
            return conflict;
        }
        if (Check(state, action, request.Mode, request.Resolution) is { } refusal)
        {
            return Stopping.Refuse(refusal, request.OnDuplicate);
        }
        draft.Emit(new ActionStopRequested
        {
            Stage = action.Stage.Name,
            Action = action.Name,
            ActionIndex = action.Index,
            CommandId = by.Id,
            Actor = by.Actor,
            Reason = request.Reason,
            Verb = Verb.Abort,
            Mode = request.Mode,
            Outcome = IntentOutcome.Aborted,
            Grace = grace,
            Deadline = draft.Now + request.Deadline,
            Resolution = request.Resolution,
        });
        StopAction.Drive(draft, action);
        Advance.Continue(draft);
        return Verdict.Of(by.Id);
    }

    /// <summary>The one action of a root run: aborting it is aborting the execution.</summary>
    private static bool IsRoot(ExecutionState state, ActionStructure action) => state.Structure.IsRoot && !action.IsChild;

    private static AbortRequest OfExecution(AbortActionRequest request) => new()
    {
        CommandId = request.CommandId,
        ExpectedVersion = request.ExpectedVersion,
        Reason = request.Reason,
        Mode = request.Mode,
        Grace = request.Grace,
        Deadline = request.Deadline,
        OnDuplicate = request.OnDuplicate,
    };
}
