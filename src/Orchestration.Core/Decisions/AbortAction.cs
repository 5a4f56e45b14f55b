using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>
/// Aborts one action that is declared abortable. It counts as a failure that is not retried: its strategy lets the stage go on or fails it.
/// </summary>
internal static class AbortAction
{
    public static OrchestrationException? Check(ExecutionState state, string stage, string name, StopMode mode)
    {
        if (FindNode.Action(state, Verb.Abort, stage, name, out ActionStructure action) is { } unknown)
        {
            return unknown;
        }
        OrchestrationException? refusal = StopActionCheck.Of(state, Verb.Abort, action, mode, IntentOutcome.Aborted);
        return refusal is null or { Code: ErrorCode.AlreadyStopping } && !action.IsAbortable
            ? OrchestrationException.Refuse(
                ErrorCode.ActionNotAbortable,
                Verb.Abort,
                state.Target with { Stage = stage, Action = name },
                "it is not declared as abortable; abort its stage or the execution, or mark it as failed.",
                state.Actions[action.Index].Status.ToString(),
                intent: state.Intent?.Command.CallerId)
            : refusal;
    }

    public static Verdict Decide(Draft draft, AbortActionRequest request, TimeSpan grace, CommandBy by)
    {
        ExecutionState state = draft.State;
        string content = CommandContent.OfActionStop(
            Verb.Abort, request.Stage, request.Action, request.Mode, grace, request.Deadline, request.Resolution, request.Reason);
        if (Repetition.Find(state, Verb.Abort, by.Id, content) is { } known)
        {
            return known;
        }
        if (Repetition.CheckVersion(state, Verb.Abort, request.ExpectedVersion) is { } conflict)
        {
            return conflict;
        }
        if (Check(state, request.Stage, request.Action, request.Mode) is { } refusal)
        {
            return Stopping.Refuse(refusal, request.OnDuplicate);
        }
        _ = FindNode.Action(state, Verb.Abort, request.Stage, request.Action, out ActionStructure action);
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
}
