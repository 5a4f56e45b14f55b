using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;

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
        foreach (ActionStructure action in draft.State.Structure.Actions)
        {
            ActionState state = draft.State.Actions[action.Index];
            if (state.Status.IsInFlight() && state.Started!.Epoch < draft.Epoch)
            {
                Interrupt(draft, action);
            }
        }
    }

    private static void Interrupt(Draft draft, ActionStructure action)
    {
        draft.Emit(new AttemptLost
        {
            Stage = action.Stage.Name,
            Action = action.Name,
            ActionIndex = action.Index,
            Attempt = draft.State.Actions[action.Index].Attempt,
        });

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
