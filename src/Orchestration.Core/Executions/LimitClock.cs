using Orchestration.Lifecycles;

namespace Orchestration.Executions;

/// <summary>When the limits of the pipeline and of its stages pass.</summary>
internal static class LimitClock
{
    /// <summary>When the pipeline's limit passes; null where there is none, or it does not count.</summary>
    public static DateTimeOffset? OfPipeline(ExecutionState state) => IsCounting(state) && state.Structure.Limit is { } limit
        ? PauseClock.Due(state, state.ClockSince, state.ClockSince + limit)
        : null;

    /// <summary>When the limit of the stage passes in which it is; null where there is none, or it does not count.</summary>
    public static DateTimeOffset? OfStage(ExecutionState state)
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
}
