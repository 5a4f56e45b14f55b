using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>The limit of the stage or the pipeline has passed: the engine cancels what runs, and the scope closes as expired.</summary>
internal static class ElapseLimits
{
    public static void Decide(Draft draft)
    {
        ExecutionState state = draft.State;
        if (EndTree.IsDecided(state))
        {
            return;
        }
        if (draft.Now >= LimitClock.OfPipeline(state))
        {
            Expire(draft, stage: null);
        }
        else if (draft.Now >= LimitClock.OfStage(state))
        {
            Expire(draft, state.Structure.Stages[state.CurrentStage].Name);
        }
    }

    private static void Expire(Draft draft, string? stage)
    {
        draft.Emit(new StopDecided { Stage = stage, Mode = StopMode.Cancel, Outcome = IntentOutcome.Expired, Grace = draft.Limits.Grace });
        if (draft.State.IsAwaitingEntry)
        {
            DriveStop.Decide(draft);
        }
    }
}
