using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>An action has failed: its strategy says what follows. Under a stop, or once its stage is marked as failed, none does.</summary>
internal static class FailAction
{
    /// <param name="draft">The execution.</param>
    /// <param name="action">The action.</param>
    /// <param name="failure">Its failure.</param>
    /// <param name="skip">How many interventions nobody picked for.</param>
    public static void Decide(Draft draft, ActionStructure action, ActionFailure failure, int skip = 0)
    {
        if (Stands(draft.State, action) || IsLeftBehind(draft, action))
        {
            Stand(draft, action, failure);
            return;
        }
        FailureStrategy? strategy = FindStrategy.ForAction(draft.State, action, failure, skip, out int retry);
        if (strategy?.Kind == FailureStrategyKind.Retry)
        {
            Retry(draft, action, failure.Failure!, draft.Now + (strategy.Backoff ?? Backoff.None).Before(retry), countsAsRetry: true);
        }
        else if (strategy?.Kind == FailureStrategyKind.Intervene)
        {
            AskIntervention(draft, action, failure, draft.Now + strategy.Time!.Value, skip);
        }
        else
        {
            Close(draft, action, failure, strategy?.Kind ?? FailureStrategyKind.Fail);
        }
    }

    /// <summary>Another attempt would follow such a failure.</summary>
    public static bool MayRetry(ExecutionState state, ActionStructure action, Failure failure) =>
        !Stands(state, action) && FindStrategy.ForAction(state, action, new ActionFailure(ActionStatus.Failed, ReasonCode.Threw, failure), skip: 0, out _)?.Kind == FailureStrategyKind.Retry;

    /// <summary>Such a failure is not the last word: its strategy has something follow.</summary>
    public static bool MayFollow(ExecutionState state, ActionStructure action, Failure failure) =>
        !Stands(state, action) && FindStrategy.ForAction(state, action, new ActionFailure(ActionStatus.Failed, ReasonCode.Threw, failure), skip: 0, out _)
            is { Kind: not (FailureStrategyKind.Fail or FailureStrategyKind.Ignore or FailureStrategyKind.Succeed) };

    /// <summary>Closes it as the strategy says that ends the search.</summary>
    public static void Close(Draft draft, ActionStructure action, ActionFailure failure, FailureStrategyKind strategy)
    {
        bool forgives = strategy is FailureStrategyKind.Ignore or FailureStrategyKind.Succeed;
        if (!forgives || failure.IsAbort)
        {
            FailureStrategyKind? acts = forgives || strategy == FailureStrategyKind.Fail ? null : strategy;
            CloseAction.Close(draft, action, failure.Status, failure.Reason, failure.Failure, output: null, failure.By, acts, isForgiven: forgives);
            return;
        }
        ActionStatus status = strategy == FailureStrategyKind.Ignore ? ActionStatus.Ignored : ActionStatus.Succeeded;
        CloseAction.Close(draft, action, status, ReasonCode.FailureForgiven, failure.Failure, output: null, failure.By);
    }

    /// <summary>The action runs again, at once or after a delay.</summary>
    public static void Retry(Draft draft, ActionStructure action, Failure failure, DateTimeOffset at, bool countsAsRetry)
    {
        draft.Emit(new ActionRetrying
        {
            Stage = action.Stage.Name,
            Action = action.Name,
            ActionIndex = action.Index,
            Attempt = draft.State.Actions[action.Index].Attempt,
            Failure = failure,
            Retry = (draft.State.FindRetry(action.Index)?.Retry ?? 0) + (countsAsRetry ? 1 : 0),
            RetryAt = at,
        });
        ElapseRetries.Decide(draft);
    }

    /// <summary>A failure is the last word where the scope around the action ends.</summary>
    private static bool Stands(ExecutionState state, ActionStructure action) =>
        state is { Intent: not null } or { Mark: not null } || state.FindAbove(action.Index) is not null;

    /// <summary>The attempt that has started it has ended with its host: nobody would run another attempt, and the next one of its parent starts its key again.</summary>
    private static bool IsLeftBehind(Draft draft, ActionStructure action) => action.IsChild && draft.State.Actions[action.Root].Started!.Epoch < draft.Epoch;

    private static void Stand(Draft draft, ActionStructure action, ActionFailure failure) =>
        CloseAction.Close(draft, action, failure.Status, failure.Reason, failure.Failure, output: null, failure.By);

    private static void AskIntervention(Draft draft, ActionStructure action, ActionFailure failure, DateTimeOffset until, int level) =>
        draft.Emit(new InterventionRequested
        {
            Stage = action.Stage.Name,
            Action = action.Name,
            ActionIndex = action.Index,
            Attempt = draft.State.Actions[action.Index].Attempt,
            Status = failure.Status,
            Reason = failure.Reason,
            Failure = failure.Failure,
            Level = level,
            ExpiresAt = until,
        });
}
