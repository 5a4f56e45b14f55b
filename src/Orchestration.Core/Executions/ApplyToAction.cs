using Orchestration.Definitions;
using Orchestration.Lifecycles;

namespace Orchestration.Executions;

/// <summary>What an event of an action changes.</summary>
internal static class ApplyToAction
{
    public static void To(ExecutionState state, ActionEvent happened)
    {
        if (happened is ActionAdded or ActionReturned or ActionEnding or ProgressReported)
        {
            ApplyTree.To(state, happened);
            return;
        }
        ref ActionState action = ref state.Actions[happened.ActionIndex];
        switch (happened)
        {
            case ActionStarted e:
                Move(state, e.ActionIndex, ActionTrigger.Start);
                action.Begun = e;
                StartClock(state, e);
                TimeoutClock.Begin(state, e);
                break;
            case ActionWaiting e:
                Move(state, e.ActionIndex, ActionTrigger.AskCondition);
                action.WaitsFor = ActionWait.Condition;
                break;
            case ActionRetrying e:
                Move(state, e.ActionIndex, ActionTrigger.AwaitRetry);
                action.WaitsFor = ActionWait.RetryDelay;
                KeepRetry(state, e);
                ApplyIntent.EndAttempt(state, e.ActionIndex);
                break;
            case ApprovalRequested or ApprovalAnswered:
                ApplyApproval.To(state, ref action, happened);
                break;
            case ActionStopping or ActionStopRequested or ActionExpiring:
                ApplyIntent.To(state, happened);
                break;
            case InterventionRequested or InterventionAnswered:
                ApplyIntervention.To(state, ref action, happened);
                break;
            case RollbackStarted or RollbackEnded:
                ApplyCleanup.ToAction(state, happened);
                break;
            case ActionReused e:
                Move(state, e.ActionIndex, ActionTrigger.Reuse);
                action.Closed = e;
                ApplyTree.Closed(state, e.ActionIndex);
                break;
            case ActionClosed e:
                Close(state, ref action, e);
                break;
            case AttemptAbandoned:
                state.Orphans.Add(new OrphanState(action.Started!, happened.At));
                break;
            case OrphanReturned e:
                MarkReturned(state.Orphans, e);
                break;
            case ResourceRegistered e:
                Register(state, e);
                break;
            case AttemptLost:
                break;
            default:
                throw Apply.Unknown(state, happened);
        }
    }

    public static void Move(ExecutionState state, int index, ActionTrigger trigger)
    {
        if (state.Timeouts is not null && state.Actions[index].Status == ActionStatus.Running)
        {
            TimeoutClock.End(state, index);
        }
        if (index >= state.Structure.Actions.Length)
        {
            state.Actions[index].Status = ActionLifecycle.Table.Next(state.Actions[index].Status, trigger);
            return;
        }
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
        (state.Retries ??= [])[e.ActionIndex] = e;
    }

    private static void Close(ExecutionState state, ref ActionState action, ActionClosed e)
    {
        bool ran = state.IsRunningCode(e.ActionIndex);
        Move(state, e.ActionIndex, e.Status.ClosingTrigger());
        action.Closed = e;
        AddOrphan(state, e, ran ? action.Begun : null);
        AfterClose(state, e);
    }

    private static void AddOrphan(ExecutionState state, ActionClosed e, ActionEvent? begun)
    {
        if (e.Status == ActionStatus.Abandoned && e.Reason != ReasonCode.HostEnded && begun is ActionStarted started)
        {
            state.Orphans.Add(new OrphanState(started, e.At));
        }
    }

    private static void Register(ExecutionState state, ResourceRegistered e)
    {
        state.Resources.RemoveAll(resource => resource.Registered.Kind == e.Kind && resource.Registered.Key == e.Key);
        state.Resources.Add(new ResourceState(e));
    }

    private static void StartClock(ExecutionState state, ActionStarted e)
    {
        if (state.ActionAt(e.ActionIndex).Deadline is not null)
        {
            KeepClock(state, e);
        }
    }

    private static void KeepClock(ExecutionState state, ActionStarted e)
    {
        (state.Clocks ??= []).TryAdd(e.ActionIndex, new ActionClock(e.ActionIndex, e.At));
    }

    private static void AfterClose(ExecutionState state, ActionClosed e)
    {
        if (e.IsForgiven)
        {
            state.Stages[state.Structure.Actions[e.ActionIndex].Stage.Index].Counts.Forgive(1);
        }
        if (state.HasCommands)
        {
            SettleCommands(state, e);
        }
        if (state.Intents is not null || state.Clocks is not null)
        {
            ApplyIntent.Forget(state, e.ActionIndex);
        }
        if (state.Tree is not null)
        {
            ApplyTree.Closed(state, e.ActionIndex);
        }
    }

    /// <summary>Apart, because what a lambda captures is allocated where its method begins.</summary>
    private static void SettleCommands(ExecutionState state, ActionClosed e) =>
        Apply.Settle(state, e, command => command.Action == e.Action && command.Stage == e.Stage);

    private static void MarkReturned(List<OrphanState> orphans, OrphanReturned e)
    {
        int index = orphans.FindIndex(orphan => orphan.IsAwaited(e.ActionIndex, e.Attempt, e.IsRollback));
        if (index >= 0)
        {
            orphans[index] = orphans[index] with { Returned = e };
        }
    }
}
