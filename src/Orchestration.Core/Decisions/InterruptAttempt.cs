using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>The host of an attempt has ended: under an intent its action closes as abandoned, otherwise as its policy says.</summary>
internal static class InterruptAttempt
{
    /// <summary>
    /// Everything that the former host left in flight, and what may start now. Recovery's one command. What has exceeded
    /// its limit meanwhile is not started again.
    /// </summary>
    public static void DecideAll(Draft draft)
    {
        ElapseLimits.Decide(draft);
        ElapseActions.ElapseDeadlines(draft);
        InFlight(draft);
        CleanupSteps.Interrupt(draft);
        Advance.Continue(draft);
    }

    /// <summary>What the former host left in flight. What this one has begun, and read again after its store had failed, goes on.</summary>
    public static void InFlight(Draft draft)
    {
        foreach (ActionStructure child in draft.State.OpenChildren())
        {
            if (draft.State.Actions[child.Root].Started!.Epoch < draft.Epoch)
            {
                InterruptChild(draft, child);
            }
        }

        foreach (ActionStructure action in draft.State.Structure.Actions)
        {
            ActionState state = draft.State.Actions[action.Index];
            if (draft.State.IsRunningCode(action.Index) && state.Started!.Epoch < draft.Epoch)
            {
                Interrupt(draft, action);
            }
        }
    }

    /// <summary>Its parent's attempt has ended with the same host; the next one starts it again.</summary>
    private static void InterruptChild(Draft draft, ActionStructure child)
    {
        if (draft.State.IsRunningCode(child.Index))
        {
            Lose(draft, child);
            CloseLost(draft, child);
        }
        else if (!draft.State.HasReturned(child.Index))
        {
            EndWaiting(draft, child);
        }
    }

    private static void CloseLost(Draft draft, ActionStructure child) =>
        CloseAction.Close(
            draft, child, ActionStatus.Abandoned, ReasonCode.HostEnded, failure: null, output: null, (draft.State.FindIntent(child.Index) ?? draft.State.FindAbove(child.Index))?.Reference);

    private static void EndWaiting(Draft draft, ActionStructure child) =>
        CloseAction.Close(draft, child, ActionStatus.Aborted, ReasonCode.ParentEnded, draft.State.FindRetry(child.Index)?.Failure, output: null);

    private static void Lose(Draft draft, ActionStructure action) => draft.Emit(new AttemptLost
    {
        Stage = action.Stage.Name,
        Action = action.Name,
        ActionIndex = action.Index,
        Attempt = draft.State.Actions[action.Index].Attempt,
    });

    private static void Interrupt(Draft draft, ActionStructure action)
    {
        Lose(draft, action);

        OnInterrupted policy = draft.State.Intent is null ? action.OnInterrupted : OnInterrupted.Abandon;
        if (draft.State.FindIntent(action.Index) is not null)
        {
            EndAction.Lost(draft, action);
        }
        else if (policy == OnInterrupted.Retry)
        {
            Again(draft, action);
        }
        else if (policy == OnInterrupted.Fail)
        {
            FailAction.Decide(draft, action, new ActionFailure(ActionStatus.Failed, ReasonCode.HostEnded, Failure.OfLostHost));
        }
        else
        {
            CloseAction.Abandoned(draft, action, ReasonCode.HostEnded);
        }
    }

    /// <summary>A new attempt, which takes nothing from the budget of retries; it waits while the execution is paused.</summary>
    private static void Again(Draft draft, ActionStructure action)
    {
        if (draft.MayStart)
        {
            AdvanceStage.Start(draft, action);
        }
        else
        {
            FailAction.Retry(draft, action, Failure.OfLostHost, draft.Now, countsAsRetry: false);
        }
    }
}
