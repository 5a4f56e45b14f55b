using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>Marks an action or the stage in which the execution is as failed, so that the failure strategy runs.</summary>
internal static class MarkFailed
{
    public static OrchestrationException? Check(ExecutionState state, string stageName, string? actionName, StopMode mode, bool isAllowed)
    {
        Target target = state.Target with { Stage = stageName, Action = actionName };
        if (FindNode.Stage(state, Verb.MarkFailed, stageName, out StageStructure stage) is { } unknown)
        {
            return unknown;
        }
        if (actionName is not null && FindNode.Action(state, Verb.MarkFailed, stageName, actionName, out _) is { } missing)
        {
            return missing;
        }
        if (!isAllowed)
        {
            return OrchestrationException.Refuse(ErrorCode.MarkFailedDisabled, Verb.MarkFailed, target, "the option AllowMarkFailed is off.");
        }
        if (state.Intent is { } intent)
        {
            return OrchestrationException.Refuse(
                ErrorCode.AlreadyStopping, Verb.MarkFailed, target, $"{intent.Command.Asked}.", state.Status.ToString(), AdvancingStatuses, intent.Command.CallerId);
        }
        if (actionName is null)
        {
            return CheckStage(state, stage, mode, target);
        }
        _ = FindNode.Action(state, Verb.MarkFailed, stageName, actionName, out ActionStructure action);
        return StopActionCheck.Of(state, Verb.MarkFailed, action, mode, IntentOutcome.Failed);
    }

    public static Verdict Decide(Draft draft, MarkFailedRequest request, TimeSpan grace, CommandBy by, bool isAllowed)
    {
        ExecutionState state = draft.State;
        string content = CommandContent.OfActionStop(
            Verb.MarkFailed, request.Stage, request.Action, request.Mode, grace, request.Deadline, AbortResolution.Strategy, request.Reason);
        if (Repetition.Find(state, Verb.MarkFailed, by.Id, content) is { } known)
        {
            return known;
        }
        if (Repetition.CheckVersion(state, Verb.MarkFailed, request.ExpectedVersion) is { } conflict)
        {
            return conflict;
        }
        if (Check(state, request.Stage, request.Action, request.Mode, isAllowed) is { } refusal)
        {
            return Stopping.Refuse(refusal, request.OnDuplicate);
        }
        StageStructure stage = state.Structure.FindStage(request.Stage)!;
        if (request.Action is null)
        {
            Stage(draft, stage, request, grace, by);
        }
        else
        {
            Action(draft, state.FindAction(stage, request.Action)!, request, grace, by, ofStage: false);
        }
        Advance.Continue(draft);
        return Verdict.Of(by.Id);
    }

    private static void Stage(Draft draft, StageStructure stage, MarkFailedRequest request, TimeSpan grace, CommandBy by)
    {
        draft.Emit(new StageMarkedFailed
        {
            Stage = stage.Name,
            StageIndex = stage.Index,
            CommandId = by.Id,
            Actor = by.Actor,
            Reason = request.Reason,
            Mode = request.Mode,
            Grace = grace,
            Deadline = draft.Now + request.Deadline,
        });
        NotRun.UnstartedActions(draft, stage, new NotRun.Cause(ReasonCode.MarkedFailed, draft.State.Mark!.Command));
        for (int index = stage.FirstAction; index < stage.EndAction; index++)
        {
            if (!draft.State.Actions[index].Status.IsClosed())
            {
                Action(draft, draft.State.Structure.Actions[index], request, grace, by, ofStage: true);
            }
        }
    }

    private static void Action(Draft draft, ActionStructure action, MarkFailedRequest request, TimeSpan grace, CommandBy by, bool ofStage)
    {
        draft.Emit(new ActionStopRequested
        {
            Stage = action.Stage.Name,
            Action = action.Name,
            ActionIndex = action.Index,
            CommandId = by.Id,
            Actor = by.Actor,
            Reason = request.Reason,
            Verb = Verb.MarkFailed,
            Mode = request.Mode,
            Outcome = IntentOutcome.Failed,
            Grace = grace,
            Deadline = draft.Now + request.Deadline,
            OfStage = ofStage,
        });
        StopAction.Drive(draft, action);
    }

    private static OrchestrationException? CheckStage(ExecutionState state, StageStructure stage, StopMode mode, Target target)
    {
        StageStatus status = state.Stages[stage.Index].Status;
        if (EndTree.IsDecided(state))
        {
            return OrchestrationException.Refuse(ErrorCode.NotStoppable, Verb.MarkFailed, target, "its root has returned, and how it closes is decided.", status.ToString(), MarkableStatuses);
        }
        if (!status.IsStarted())
        {
            return OrchestrationException.Refuse(
                ErrorCode.StageNotStarted, Verb.MarkFailed, target, $"it is {status} and was not entered.", status.ToString(), MarkableStatuses);
        }
        if (!status.CanBeMarked())
        {
            return OrchestrationException.Refuse(ErrorCode.NotStoppable, Verb.MarkFailed, target, $"it is {status}.", status.ToString(), MarkableStatuses);
        }
        return state.Mark is { } mark && mode <= mark.Mode
            ? OrchestrationException.Refuse(
                ErrorCode.AlreadyStopping,
                Verb.MarkFailed,
                target,
                $"{mark.Command.Actor} already marked it as failed; only a stronger mode is accepted.",
                status.ToString(),
                MarkableStatuses,
                mark.Command.Id)
            : null;
    }

    private static IReadOnlyList<string> AdvancingStatuses { get; } =
        [.. Enum.GetValues<ExecutionStatus>().Where(status => status.IsAdvancing()).Select(status => status.ToString())];

    private static IReadOnlyList<string> MarkableStatuses { get; } =
        [.. Enum.GetValues<StageStatus>().Where(status => status.CanBeMarked()).Select(status => status.ToString())];
}
