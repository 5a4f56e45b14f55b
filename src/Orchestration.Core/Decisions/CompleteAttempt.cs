using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>The code of an attempt has ended. A signalled action closes as aborted, however it ended; a late result is only recorded.</summary>
internal static class CompleteAttempt
{
    public static void Decide(Draft draft, int actionIndex, int attempt, AttemptResult result)
    {
        ActionStructure action = draft.State.ActionAt(actionIndex);
        ref ActionState state = ref draft.State.Actions[actionIndex];
        if (state.Attempt != attempt || !draft.State.IsRunningCode(actionIndex))
        {
            RecordLate(draft, action, attempt, result);
            return;
        }

        if (result.IsCancellation && state.Status != ActionStatus.Stopping)
        {
            // Signalled by no intent: the host shuts down. The attempt is cut off, and recovery says what becomes of it.
            return;
        }

        if (!EndTree.TryReturn(draft, action, result))
        {
            End(draft, action, result);
        }

        Advance.Continue(draft);
    }

    /// <summary>Nothing below it is open any more that it waits for.</summary>
    /// <param name="draft">The execution.</param>
    /// <param name="action">The action.</param>
    /// <param name="result">What its code returned.</param>
    /// <param name="isDecided">It had returned before it was asked to end, which has only ended the waiting for its children.</param>
    public static void End(Draft draft, ActionStructure action, AttemptResult result, bool isDecided = false)
    {
        if (!isDecided && (draft.State.Actions[action.Index].Status == ActionStatus.Stopping || draft.State.FindIntent(action.Index) is not null))
        {
            EndAction.Returned(draft, action, result.IsCancellation ? null : result.Failure, result.Output);
        }
        else if (result.Failure is { } failure)
        {
            FailAction.Decide(draft, action, new ActionFailure(ActionStatus.Failed, ReasonCode.Threw, failure));
        }
        else
        {
            CloseAction.Close(draft, action, ActionStatus.Succeeded, ReasonCode.Completed, failure: null, result.Output);
        }
    }

    private static void RecordLate(Draft draft, ActionStructure action, int attempt, AttemptResult result)
    {
        bool isOrphan = draft.State.Orphans.Exists(orphan => orphan.IsAwaited(action.Index, attempt, isRollback: false));
        if (isOrphan)
        {
            draft.Emit(new OrphanReturned
            {
                Stage = action.Stage.Name,
                Action = action.Name,
                ActionIndex = action.Index,
                Attempt = attempt,
                Failure = result.Failure,
            });
            Advance.Continue(draft);
        }
    }
}
