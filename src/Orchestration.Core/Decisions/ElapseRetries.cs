using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>The wait before a retry is over: the next attempt begins. A host that shuts down begins none, and a stop has ended the waiting.</summary>
internal static class ElapseRetries
{
    public static void Decide(Draft draft)
    {
        ExecutionState state = draft.State;
        if (state.Retries is null || !draft.MayStart || !state.IsAdvancing)
        {
            return;
        }

        foreach (ActionRetrying retry in state.Retries.Values.ToArray())
        {
            if (state.Actions[retry.ActionIndex].IsAwaitingRetry && state.FindAbove(retry.ActionIndex) is null && draft.Now >= PauseClock.Due(state, retry.At, retry.RetryAt))
            {
                AdvanceStage.Start(draft, state.ActionAt(retry.ActionIndex));
            }
        }
    }
}
