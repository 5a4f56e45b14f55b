using Orchestration.Definitions;
using Orchestration.Lifecycles;

namespace Orchestration.Executions;

/// <summary>What an event of an action changes.</summary>
internal static class ApplyToAction
{
    public static void To(ExecutionState state, ActionEvent happened)
    {
        ref ActionState action = ref state.Actions[happened.ActionIndex];
        switch (happened)
        {
            case ActionStarted e:
                Move(state, e.ActionIndex, ActionTrigger.Start);
                action.Begun = e;
                break;
            case ActionWaiting e:
                Move(state, e.ActionIndex, ActionTrigger.AskCondition);
                action.WaitsFor = ActionWait.Condition;
                break;
            case ActionRetrying e:
                Move(state, e.ActionIndex, ActionTrigger.AwaitRetry);
                action.WaitsFor = ActionWait.RetryDelay;
                KeepRetry(state, e);
                break;
            case ApprovalRequested e:
                Move(state, e.ActionIndex, ActionTrigger.AskApproval);
                action.WaitsFor = ActionWait.Approval;
                action.Begun = e;
                ApplyApproval.Requested(state, e);
                break;
            case ApprovalAnswered e:
                ApplyApproval.Answered(state, e);
                break;
            case ActionStopping e:
                Move(state, e.ActionIndex, ActionTrigger.Signal);
                break;
            case ActionReused e:
                Move(state, e.ActionIndex, ActionTrigger.Reuse);
                action.Closed = e;
                break;
            case ActionClosed e:
                bool ran = action.Status.IsInFlight();
                Move(state, e.ActionIndex, e.Status.ClosingTrigger());
                action.Closed = e;
                AddOrphan(state, e, ran ? action.Begun : null);
                ApplyApproval.Closed(state, e);
                break;
            case OrphanReturned e:
                MarkReturned(state.Orphans, e);
                break;
            case ResourceRegistered e:
                Register(state.Resources, e);
                break;
            case AttemptLost:
                break;
            default:
                throw new OrchestrationException(ErrorCode.StoreCorrupt, $"Execution {state.Id} has an event of the unknown type {happened.GetType().Name}.");
        }
    }

    public static void Move(ExecutionState state, int index, ActionTrigger trigger)
    {
        ActionStructure structure = state.Structure.Actions[index];
        ref StageState stage = ref state.Stages[structure.Stage.Index];
        ref ActionStatus status = ref state.Actions[index].Status;
        ActionStatus before = status;
        status = ActionLifecycle.Table.Next(before, trigger);
        stage.Counts.Move(before, status);
        if (trigger is ActionTrigger.Start or ActionTrigger.AskCondition or ActionTrigger.AskApproval)
        {
            stage.ActiveGroup = structure.Group;
        }

        if (index == stage.Cursor)
        {
            SkipStarted(state, structure.Stage);
        }
    }

    public static void SkipStarted(ExecutionState state, StageStructure structure)
    {
        ref int cursor = ref state.Stages[structure.Index].Cursor;
        while (cursor < structure.EndAction && state.Actions[cursor].Status != ActionStatus.Pending)
        {
            cursor++;
        }
    }

    /// <summary>Apart, because what a lambda captures is allocated where its method begins, for every event.</summary>
    private static void KeepRetry(ExecutionState state, ActionRetrying e)
    {
        state.Retries ??= [];
        state.Retries.RemoveAll(retry => retry.ActionIndex == e.ActionIndex);
        state.Retries.Add(e);
    }

    private static void AddOrphan(ExecutionState state, ActionClosed e, ActionEvent? begun)
    {
        if (e.Status == ActionStatus.Abandoned && e.Reason != ReasonCode.HostEnded && begun is ActionStarted started)
        {
            state.Orphans.Add(new OrphanState(started, e.At));
        }
    }

    private static void Register(List<ResourceRegistered> resources, ResourceRegistered e)
    {
        resources.RemoveAll(resource => resource.Kind == e.Kind && resource.Key == e.Key);
        resources.Add(e);
    }

    private static void MarkReturned(List<OrphanState> orphans, OrphanReturned e)
    {
        int index = orphans.FindIndex(orphan => orphan.Attempt.ActionIndex == e.ActionIndex && orphan.Attempt.Attempt == e.Attempt);
        if (index >= 0)
        {
            orphans[index] = orphans[index] with { Returned = e };
        }
    }
}
