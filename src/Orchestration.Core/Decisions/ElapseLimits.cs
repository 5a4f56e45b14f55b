using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>The limit of the stage or the pipeline has passed: the engine cancels what runs, and the scope closes as expired.</summary>
internal static class ElapseLimits
{
    public static void Decide(Draft draft)
    {
        ExecutionState state = draft.State;
        if (draft.Now >= PipelineDue(state))
        {
            Expire(draft, stage: null);
        }
        else if (draft.Now >= StageDue(state))
        {
            Expire(draft, state.Structure.Stages[state.CurrentStage].Name);
        }
    }

    /// <summary>When the pipeline's limit passes; null where there is none, or it does not count.</summary>
    public static DateTimeOffset? PipelineDue(ExecutionState state) => IsCounting(state) && state.Structure.Limit is { } limit
        ? PauseClock.Due(state, state.ClockSince, state.ClockSince + limit)
        : null;

    /// <summary>When the limit of the stage passes in which it is; null where there is none, or it does not count.</summary>
    public static DateTimeOffset? StageDue(ExecutionState state)
    {
        if (!IsCounting(state) || state.CurrentStage == state.Stages.Length || state.Structure.Stages[state.CurrentStage].Limit is not { } limit)
        {
            return null;
        }
        StageState stage = state.Stages[state.CurrentStage];
        DateTimeOffset since = new(stage.ClockTicks, TimeSpan.Zero);
        return stage.Status.IsActive() ? PauseClock.Due(state, since, since + limit) : null;
    }

    /// <summary>A stop that only waits is made to cancel; one that cancels already is as strong.</summary>
    private static bool IsCounting(ExecutionState state) =>
        state.Structure.HasTimeLimits && state.HasRunningLimits && (state.Intent is null or { Mode: StopMode.Wait });

    private static void Expire(Draft draft, string? stage)
    {
        draft.Emit(new StopDecided { Stage = stage, Mode = StopMode.Cancel, Outcome = IntentOutcome.Expired, Grace = draft.Limits.Grace });
        if (draft.State.IsAwaitingEntry)
        {
            DriveStop.Decide(draft);
        }
    }
}
