using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>Pauses an execution: running attempts finish, and nothing new starts.</summary>
internal static class Pause
{
    public static OrchestrationException? Check(ExecutionState state)
    {
        if (state.Status.IsPausable())
        {
            return null;
        }
        (ErrorCode code, string why) = state.Status.IsPausing() ? (ErrorCode.AlreadyPaused, $"it is {state.Status}.")
            : state is { Intent: { } intent, Finish: null } ? (ErrorCode.AlreadyStopping, $"{intent.Command.Asked}.")
            : (ErrorCode.NotPausable, $"it is {state.Status}.");
        return OrchestrationException.Refuse(code, Verb.Pause, state.Target, why, state.Status.ToString(), PausableStatuses, state.Intent?.Command.CallerId);
    }

    public static Verdict Decide(Draft draft, PauseRequest request, CommandBy by)
    {
        ExecutionState state = draft.State;
        if (Repetition.Find(state, Verb.Pause, by.Id, CommandContent.OfExecution(Verb.Pause, request.Reason)) is { } known)
        {
            return known;
        }
        if ((Repetition.CheckVersion(state, Verb.Pause, request.ExpectedVersion) ?? Check(state)) is { } refusal)
        {
            return refusal;
        }
        draft.Emit(new PauseRequested { CommandId = by.Id, Actor = by.Actor, Reason = request.Reason });
        Advance.Continue(draft);
        return Verdict.Of(by.Id);
    }

    /// <summary>The last running attempt has returned; nodes that wait don't hold it up.</summary>
    public static void WhenIdle(Draft draft)
    {
        ExecutionState state = draft.State;
        if (state.Status == ExecutionStatus.Pausing && !RunsCode(state))
        {
            draft.Emit(new ExecutionPaused());
        }
    }

    /// <summary>An action that has returned, and waits for its children, runs none.</summary>
    private static bool RunsCode(ExecutionState state) => state.CurrentStage < state.Stages.Length
        && state.Stages[state.CurrentStage].Counts.RunningCode > 0
        && (state.Tree is not { Ends.Count: > 0 } || Enumerable.Range(0, state.ActionCount).Any(state.IsRunningCode));

    private static IReadOnlyList<string> PausableStatuses { get; } =
        [.. Enum.GetValues<ExecutionStatus>().Where(status => status.IsPausable()).Select(status => status.ToString())];
}
