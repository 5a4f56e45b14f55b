using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>Time limits of single actions: of attempts, of all attempts, and of the grace and the deadline of an intent of their own.</summary>
internal static class ElapseActions
{
    public static void Decide(Draft draft)
    {
        ElapseTimeouts(draft);
        if (ElapseIntents(draft) | ElapseDeadlines(draft) | EndTree.Elapse(draft))
        {
            Advance.Continue(draft);
        }
    }

    /// <summary>The failure of an action whose limit has passed.</summary>
    /// <param name="action">The action.</param>
    /// <param name="ofAttempt">Whether the limit was that of one attempt.</param>
    public static Failure FailureOf(ActionStructure action, bool ofAttempt) => ofAttempt
        ? new Failure("TimeLimit", $"The attempt did not end within {action.Timeout}.")
        : new Failure("TimeLimit", $"The action did not end within {action.Deadline}.") { IsNonRetryable = true };

    private static bool ElapseIntents(Draft draft)
    {
        bool elapsed = false;
        foreach (ActionIntent intent in draft.State.Intents?.Values.ToArray() ?? [])
        {
            ActionStructure action = draft.State.ActionAt(intent.ActionIndex);
            if (draft.State.Actions[intent.ActionIndex].Status.IsClosed())
            {
                continue;
            }
            if (draft.Now >= intent.GraceUntil)
            {
                StopAction.WithoutCode(draft, action, ReasonCode.GraceElapsed);
                elapsed = true;
            }
            else if (draft.State.Actions[action.Index].Status == ActionStatus.Running && intent.Mode == StopMode.Wait && draft.Now >= intent.Deadline)
            {
                StopAction.Signal(draft, action, intent.Grace);
            }
        }
        return elapsed;
    }

    private static void ElapseTimeouts(Draft draft)
    {
        while (TimeoutClock.Next(draft.State) is { } next && draft.Now >= next.Due)
        {
            Expire(draft, next.Action, mayRetry: true);
        }
    }

    /// <summary>The limits of all attempts. Where an action only waited it has failed now, and something may follow.</summary>
    public static bool ElapseDeadlines(Draft draft)
    {
        bool elapsed = false;
        foreach (ActionClock clock in draft.State.Clocks?.Values.ToArray() ?? [])
        {
            ActionStructure action = draft.State.ActionAt(clock.ActionIndex);
            if (!DeadlineClock.HasPassed(draft.State, clock, draft.Now) || !DeadlineClock.IsCounting(draft.State, clock) || EndTree.IsDecided(draft.State, action))
            {
                continue;
            }
            if (draft.State.Actions[action.Index].Status.IsInFlight())
            {
                Expire(draft, action, mayRetry: false);
            }
            else
            {
                FailAction.Decide(draft, action, new ActionFailure(ActionStatus.Expired, ReasonCode.TimeLimit, FailureOf(action, ofAttempt: false)));
                elapsed = true;
            }
        }
        return elapsed;
    }

    private static void Expire(Draft draft, ActionStructure action, bool mayRetry)
    {
        draft.Emit(new ActionExpiring
        {
            Stage = action.Stage.Name,
            Action = action.Name,
            ActionIndex = action.Index,
            Attempt = draft.State.Actions[action.Index].Attempt,
            MayRetry = mayRetry,
            Grace = draft.Limits.Grace,
        });
        if (draft.State.Actions[action.Index].Status == ActionStatus.Running)
        {
            StopAction.Signal(draft, action, draft.Limits.Grace);
        }
    }
}
