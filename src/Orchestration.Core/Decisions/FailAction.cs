using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>
/// An action has failed: its strategy, or that of the nearest level which has one, says what follows. Under an intent none runs, and the
/// action keeps its own result.
/// </summary>
internal static class FailAction
{
    /// <param name="draft">The execution.</param>
    /// <param name="action">The action.</param>
    /// <param name="status">How it closes where nothing forgives it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="failure">What it threw; null where nothing was thrown, which can't be retried.</param>
    /// <param name="by">The command that made it fail, if one did.</param>
    public static void Decide(
        Draft draft, ActionStructure action, ActionStatus status, ReasonCode reason, Failure? failure, CommandReference? by = null)
    {
        FailureStrategy? strategy = draft.State.Intent is null ? Find(draft, action, failure, out int retry) : Skip(out retry);
        switch (strategy?.Kind)
        {
            case FailureStrategyKind.Retry:
                Retry(draft, action, failure!, strategy, retry);
                break;
            case FailureStrategyKind.Ignore:
                CloseAction.Close(draft, action, ActionStatus.Ignored, ReasonCode.FailureForgiven, failure, output: null, by);
                break;
            case FailureStrategyKind.Succeed:
                CloseAction.Close(draft, action, ActionStatus.Succeeded, ReasonCode.FailureForgiven, failure, output: null, by);
                break;
            default:
                CloseAction.Close(draft, action, status, reason, failure, output: null, by);
                break;
        }
    }

    private static FailureStrategy? Skip(out int retry)
    {
        retry = 0;
        return null;
    }

    /// <summary>The strategy that acts now. What follows used-up retries is their own continuation, otherwise the next outer level's.</summary>
    /// <param name="draft">The execution.</param>
    /// <param name="action">The action.</param>
    /// <param name="failure">Its failure.</param>
    /// <param name="retry">The number of the retry within the strategy that is found, where it retries.</param>
    private static FailureStrategy? Find(Draft draft, ActionStructure action, Failure? failure, out int retry)
    {
        int used = draft.State.FindRetry(action.Index)?.Retry ?? 0;
        int before = 0;
        foreach (FailureStrategy? level in (FailureStrategy?[])[action.OnFailure, action.Stage.OnFailure, draft.State.Structure.OnFailure])
        {
            for (FailureStrategy? strategy = level; strategy is not null; strategy = strategy.Then)
            {
                retry = used - before + 1;
                if (strategy.Kind != FailureStrategyKind.Retry || (failure is { IsNonRetryable: false } && retry <= strategy.Count))
                {
                    return strategy;
                }

                before += strategy.Count;
            }
        }

        retry = 0;
        return null;
    }

    private static void Retry(Draft draft, ActionStructure action, Failure failure, FailureStrategy strategy, int retry)
    {
        draft.Emit(new ActionRetrying
        {
            Stage = action.Stage.Name,
            Action = action.Name,
            ActionIndex = action.Index,
            Attempt = draft.State.Actions[action.Index].Attempt,
            Failure = failure,
            Retry = (draft.State.FindRetry(action.Index)?.Retry ?? 0) + 1,
            RetryAt = draft.Now + (strategy.Backoff ?? Backoff.None).Before(retry),
        });
        ElapseRetries.Decide(draft);
    }
}
