using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>Somebody approves or rejects (CodePipeline: put approval result). Under a waiting stop an approval stays open until it is answered or expires.</summary>
internal static class AnswerApproval
{
    public static OrchestrationException? Check(ExecutionState state, Verb verb, string token)
    {
        if (AskApproval.FindAction(state, token) is not { } action)
        {
            return OrchestrationException.Refuse(ErrorCode.ActionNotFound, verb, state.Target, "no approval of it was asked for with this token.");
        }

        ActionState actionState = state.Actions[action.Index];
        bool isCurrent = actionState.IsAskingApproval && state.FindApproval(action.Index)!.Request.Token == token;
        bool isWithdrawn = state.Intent is { Mode: not StopMode.Wait };
        return isCurrent && !isWithdrawn
            ? null
            : OrchestrationException.Refuse(
                ErrorCode.ApprovalClosed,
                verb,
                state.Target with { Stage = action.Stage.Name, Action = action.Name },
                isCurrent
                    ? $"{state.Intent!.Command.Actor} asked for {state.Intent.Command.Verb} ({state.Intent.Mode}), which withdraws it."
                    : actionState.IsAskingApproval ? "it was asked for again since, with another token." : $"it is {actionState.Status}.",
                actionState.Status.ToString(),
                [nameof(ActionStatus.Waiting)],
                state.Intent?.Command.CallerId);
    }

    public static Verdict Decide(Draft draft, Verb verb, AnswerRequest request, CommandBy by)
    {
        ExecutionState state = draft.State;
        if (Repetition.Find(state, verb, by.Id, CommandContent.OfApproval(verb, request.Token, request.Reason)) is { } known)
        {
            return known;
        }

        OrchestrationException? refusal = Repetition.CheckVersion(state, verb, request.ExpectedVersion) ?? Check(state, verb, request.Token);
        if (refusal is not null)
        {
            return refusal;
        }

        ActionStructure action = AskApproval.FindAction(state, request.Token)!;
        ApprovalAnswer answer = new(verb == Verb.Approve, by.Actor, request.Reason, draft.Now, by.Id);
        draft.Emit(new ApprovalAnswered
        {
            Stage = action.Stage.Name,
            Action = action.Name,
            ActionIndex = action.Index,
            Attempt = state.Actions[action.Index].Attempt,
            Answer = answer,
            Token = request.Token,
        });
        CommandReference reference = new(by.Id, by.Actor);
        if (answer.IsApproved)
        {
            CloseAction.Close(draft, action, ActionStatus.Succeeded, ReasonCode.Approved, failure: null, output: null, reference);
        }
        else
        {
            FailAction.Decide(draft, action, new ActionFailure(ActionStatus.Rejected, ReasonCode.Rejected, Failure: null, reference));
        }

        Advance.Continue(draft);
        return Verdict.Of(by.Id);
    }
}
