using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>Ends an execution whose outcome is decided: finalizers, then the releases that the policy asks for, then the close.</summary>
internal static class Finish
{
    public static void Decide(Draft draft, ExecutionClosed close, bool runsFinalizers = false)
    {
        ExecutionState state = draft.State;
        runsFinalizers = (runsFinalizers || close.Status.EndsByItself()) && state.Structure.Finalizers is { Length: > 0 };
        if (!runsFinalizers && NextResource(state, close.Status, since: long.MaxValue) is null)
        {
            draft.Emit(close);
            return;
        }
        draft.Emit(new FinalizingStarted
        {
            Status = close.Status,
            Reason = close.Reason,
            CommandId = close.CommandId,
            Actor = close.Actor,
            Text = close.Text,
            RunsFinalizers = runsFinalizers,
        });
        Next(draft);
    }

    /// <summary>Begins what comes next, if nothing of it runs. Once an abandon is accepted nothing does, and its drive closes the execution.</summary>
    public static void Next(Draft draft)
    {
        ExecutionState state = draft.State;
        if (state.Step is not null || !draft.MayCleanUp || DriveStop.IsDue(state))
        {
            return;
        }
        FinalizingStarted finish = state.Finish!;
        int ended = state.Finalizers?.Count ?? 0;
        if (finish.RunsFinalizers && ended < state.Structure.Finalizers!.Length)
        {
            CleanupSteps.Finalizer(draft, ended);
        }
        else if (NextResource(state, finish.Status, finish.Sequence) is { } resource)
        {
            CleanupSteps.Release(draft, resource);
        }
        else
        {
            Close(draft);
        }
    }

    /// <summary>Closes it as it was decided, whatever has not run.</summary>
    public static void Close(Draft draft)
    {
        FinalizingStarted finish = draft.State.Finish!;
        draft.Emit(new ExecutionClosed
        {
            Status = finish.Status,
            Reason = finish.Reason,
            CommandId = finish.CommandId,
            Actor = finish.Actor,
            Text = finish.Text,
        });
    }

    private static ResourceState? NextResource(ExecutionState state, ExecutionStatus closing, long since) =>
        state is { HasResources: true, Structure.Release: { } policy } ? NextResource(state, policy, closing, since) : null;

    private static ResourceState? NextResource(ExecutionState state, ReleaseStructure policy, ExecutionStatus closing, long since)
    {
        ReleasePolicy needed = closing == ExecutionStatus.Succeeded ? ReleasePolicy.OnSuccess : closing.EndsInFailure() ? ReleasePolicy.OnFailure : ReleasePolicy.Never;
        return needed == ReleasePolicy.Never
            ? null
            : state.FindLastLeftBehind(resource => (policy.Of(resource.Registered.Kind) & needed) == needed && resource.IsUntriedSince(since));
    }
}
