using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>A person picks what follows the failure of an action that waits for it.</summary>
internal static class Intervene
{
    public static OrchestrationException? Check(ExecutionState state, string stage, string name)
    {
        if (FindNode.Action(state, Verb.Intervene, stage, name, out ActionStructure action) is { } unknown)
        {
            return unknown;
        }
        ActionState actionState = state.Actions[action.Index];
        bool isEnding = state.Intent is not null;
        return actionState.IsAwaitingIntervention && !isEnding
            ? null
            : OrchestrationException.Refuse(
                isEnding ? ErrorCode.AlreadyStopping : ErrorCode.Conflict,
                Verb.Intervene,
                state.Target with { Stage = stage, Action = name },
                isEnding ? $"{state.Intent!.Command.Actor} asked for {state.Intent.Command.Verb}, which ends the waiting." : $"it is {actionState.Status} and waits for no intervention.",
                actionState.Status.ToString(),
                [nameof(ActionStatus.Waiting)],
                state.Intent?.Command.CallerId);
    }

    public static Verdict Decide(Draft draft, InterveneRequest request, CommandBy by)
    {
        ExecutionState state = draft.State;
        string content = CommandContent.OfIntervention(request.Stage, request.Action, request.Choice, request.Reason);
        if (Repetition.Find(state, Verb.Intervene, by.Id, content) is { } known)
        {
            return known;
        }
        OrchestrationException? refusal = Repetition.CheckVersion(state, Verb.Intervene, request.ExpectedVersion) ?? Check(state, request.Stage, request.Action);
        if (refusal is not null)
        {
            return refusal;
        }
        _ = FindNode.Action(state, Verb.Intervene, request.Stage, request.Action, out ActionStructure action);
        InterventionRequested asked = state.FindIntervention(action.Index)!;
        draft.Emit(new InterventionAnswered
        {
            Stage = action.Stage.Name,
            Action = action.Name,
            ActionIndex = action.Index,
            CommandId = by.Id,
            Actor = by.Actor,
            Reason = request.Reason,
            Choice = request.Choice,
        });
        if (request.Choice == Intervention.Retry)
        {
            FailAction.Retry(draft, action, asked.Failure!, draft.Now, countsAsRetry: false);
        }
        else
        {
            ActionFailure failure = new(asked.Status, asked.Reason, asked.Failure, new CommandReference(by.Id, by.Actor));
            FailAction.Close(draft, action, failure, StrategyOf(request.Choice));
        }
        Advance.Continue(draft);
        return Verdict.Of(by.Id);
    }

    /// <summary>Nobody has picked in time: what follows an intervention follows.</summary>
    public static void Elapse(Draft draft)
    {
        bool elapsed = false;
        foreach (InterventionRequested asked in draft.State.Interventions?.ToArray() ?? [])
        {
            ActionState action = draft.State.Actions[asked.ActionIndex];
            if (action.IsAwaitingIntervention && draft.Now >= PauseClock.Due(draft.State, asked.At, asked.ExpiresAt))
            {
                ActionFailure failure = new(asked.Status, asked.Reason, asked.Failure);
                FailAction.Decide(draft, draft.State.Structure.Actions[asked.ActionIndex], failure, asked.Level + 1);
                elapsed = true;
            }
        }
        if (elapsed)
        {
            Advance.Continue(draft);
        }
    }

    private static FailureStrategyKind StrategyOf(Intervention choice) => choice switch
    {
        Intervention.Ignore => FailureStrategyKind.Ignore,
        Intervention.Succeed => FailureStrategyKind.Succeed,
        Intervention.RollbackStage => FailureStrategyKind.RollbackStage,
        Intervention.RollbackPipeline => FailureStrategyKind.RollbackPipeline,
        Intervention.Abort => FailureStrategyKind.Abort,
        _ => FailureStrategyKind.Fail,
    };
}
