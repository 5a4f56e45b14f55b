using Orchestration.Lifecycles;

namespace Orchestration.Executions;

/// <summary>What finalizers and releases change, and the steps that the engine runs at the end of an execution.</summary>
internal static class ApplyCleanup
{
    public static void To(ExecutionState state, ExecutionEvent happened)
    {
        switch (happened)
        {
            case FinalizingStarted e:
                Apply.Move(state, ExecutionTrigger.Finalize, e.At);
                state.Finish = e;
                state.Finalizers = null;
                break;
            case FinalizerStarted e:
                state.Step = new CleanupStep(CleanupKind.Finalizer, e, e.Index, e.Epoch, e.Deadline);
                break;
            case FinalizerEnded e:
                state.Step = null;
                (state.Finalizers ??= []).Add(e);
                break;
            case ReleaseRequested e:
                state.Commands.Add(new AcceptedCommand(
                    e.CommandId, Verb.ReleaseResources, null, e.Actor, e.Reason, e.At, e.Sequence, CommandContent.OfExecution(Verb.ReleaseResources, e.Reason), EffectiveAt: e.At));
                state.Release = e;
                break;
            case ReleaseStarted e:
                state.Step = new CleanupStep(CleanupKind.Release, e, Node: 0, e.Epoch, e.Deadline);
                break;
            case ReleaseEnded e:
                Release(state, e, state.Step!.Number);
                state.Step = null;
                break;
            case ReleaseCompleted e:
                state.Release = null;
                Apply.Settle(state, e, static command => command.Verb == Verb.ReleaseResources);
                break;
            case CleanupStopping e:
                state.Step = state.Step! with { GraceUntil = e.GraceUntil, IsExpired = e.IsExpiry };
                break;
            default:
                throw Apply.Unknown(state, happened);
        }
    }

    /// <summary>A stage's rollback begins; only the one that failed is still open.</summary>
    public static void RollBack(ExecutionState state, ref StageState stage, StageRollingBack e)
    {
        if (e.Strategy is null)
        {
            state.Rollback = state.Rollback! with { Stage = e.StageIndex };
            return;
        }
        ApplyToStage.Move(ref stage, StageTrigger.RollBack);
        Apply.Move(state, ExecutionTrigger.RollBack, e.At);
        state.Rollback = new RollbackState(e, e.StageIndex);
    }

    public static void RolledBack(ExecutionState state, StageRolledBack e)
    {
        RollbackState rollback = state.Rollback!;
        state.Rollback = e.Failure is null ? rollback : rollback with { Left = [.. rollback.Left, e] };
    }

    public static void ToAction(ExecutionState state, ActionEvent happened)
    {
        if (happened is RollbackStarted started)
        {
            state.Step = new CleanupStep(CleanupKind.Rollback, started, started.ActionIndex, started.Epoch, started.Deadline);
        }
        else if (happened is RollbackEnded ended)
        {
            if (ended.IsAbandoned)
            {
                state.Orphans.Add(new OrphanState(state.Actions[ended.ActionIndex].Started!, ended.At, RollbackEpoch: state.Step!.Epoch));
            }

            state.Step = null;
            Mark(state, new RolledBackAction(ended.ActionIndex, ended));
        }
    }

    /// <summary>What was registered once more while it was being released is there again.</summary>
    private static void Release(ExecutionState state, ReleaseEnded e, long begun)
    {
        int index = state.Resources.FindIndex(resource => resource.Registered.Kind == e.Kind && resource.Registered.Key == e.Key);
        if (index < 0 || state.Resources[index].Registered.Sequence > begun)
        {
            return;
        }

        ResourceState resource = state.Resources[index];
        state.Resources[index] = resource with { Release = e };
        if (e.Failure is null && state is { Rollback: not null, Finish: null, Closed: null })
        {
            Mark(state, new RolledBackAction(resource.Registered.ActionIndex, Ended: null));
        }
    }

    private static void Mark(ExecutionState state, RolledBackAction undone)
    {
        state.Stages[state.ActionAt(undone.ActionIndex).Stage.Index].IsRolledBack = true;
        state.RolledBack ??= [];
        state.RolledBack.TryAdd(undone.ActionIndex, undone);
    }
}
