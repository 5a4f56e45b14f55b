using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>Releases what a closed execution left behind, the last registered first; what fails stays on the list, and can be tried again.</summary>
internal static class ReleaseResources
{
    public static OrchestrationException? Check(ExecutionState state)
    {
        if (!state.Status.IsClosed())
        {
            return OrchestrationException.Refuse(
                ErrorCode.StillRunning, Verb.ReleaseResources, state.Target, $"it is {state.Status}.", state.Status.ToString(), ClosedStatuses, state.Intent?.Command.CallerId);
        }
        return state.Release is { } release
            ? OrchestrationException.Refuse(
                ErrorCode.Conflict, Verb.ReleaseResources, state.Target, $"{release.Actor} already asked for it, and it goes on.", state.Status.ToString(), ClosedStatuses)
            : null;
    }

    public static Verdict Decide(Draft draft, ReleaseResourcesRequest request, CommandBy by)
    {
        ExecutionState state = draft.State;
        if (Repetition.Find(state, Verb.ReleaseResources, by.Id, CommandContent.OfExecution(Verb.ReleaseResources, request.Reason)) is { } known)
        {
            return known;
        }
        if ((Repetition.CheckVersion(state, Verb.ReleaseResources, request.ExpectedVersion) ?? Check(state)) is { } refusal)
        {
            return refusal;
        }
        draft.Emit(new ReleaseRequested { CommandId = by.Id, Actor = by.Actor, Reason = request.Reason });
        Next(draft);
        return Verdict.Of(by.Id);
    }

    /// <summary>Begins the next release, if none runs.</summary>
    public static void Next(Draft draft)
    {
        ExecutionState state = draft.State;
        if (state.Step is not null || !draft.MayCleanUp)
        {
            return;
        }
        ReleaseRequested release = state.Release!;
        if (state.FindLastLeftBehind(resource => resource.IsUntriedSince(release.Sequence)) is { } resource)
        {
            CleanupSteps.Release(draft, resource);
        }
        else
        {
            draft.Emit(new ReleaseCompleted
            {
                CommandId = release.CommandId,
                Failed = state.Resources.Count(one => one.Release is { Failure: not null } failed && failed.Sequence > release.Sequence),
            });
        }
    }

    private static IReadOnlyList<string> ClosedStatuses { get; } =
        [.. Enum.GetValues<ExecutionStatus>().Where(status => status.IsClosed()).Select(status => status.ToString())];
}
