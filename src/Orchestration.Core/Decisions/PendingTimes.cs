using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>What falls due by itself, and when. Nothing of it does while the execution is paused, but for its rollback and finalizers.</summary>
internal static class PendingTimes
{
    private static readonly IEnumerable<ActionRetrying> NoRetries = [];
    private static readonly IEnumerable<ActionIntent> NoIntents = [];
    private static readonly IEnumerable<ActionClock> NoClocks = [];

    public static IEnumerable<Effect> Of(ExecutionState state) =>
        OfWaits(state).Concat(OfActions(state)).Concat(OfScopes(state)).Concat(OfIntent(state));

    private static IEnumerable<Effect> OfWaits(ExecutionState state)
    {
        foreach (ApprovalRequested asked in (state.Approvals ?? []).Select(approval => approval.Request))
        {
            if (state.Actions[asked.ActionIndex].IsAskingApproval && PauseClock.Due(state, asked.At, asked.ExpiresAt) is { } due)
            {
                yield return new Effect(EffectKind.Expiry, asked.ActionIndex, asked.Attempt, due);
            }
        }

        foreach (ActionRetrying retry in state is { IsAdvancing: true, Retries: { } retries } && !state.Status.IsPausing() ? retries.Values : NoRetries)
        {
            if (state.Actions[retry.ActionIndex].IsAwaitingRetry && PauseClock.Due(state, retry.At, retry.RetryAt) is { } due)
            {
                yield return new Effect(EffectKind.Retry, retry.ActionIndex, retry.Attempt, due);
            }
        }

        foreach (InterventionRequested asked in state.Interventions ?? [])
        {
            if (state.Actions[asked.ActionIndex].IsAwaitingIntervention && PauseClock.Due(state, asked.At, asked.ExpiresAt) is { } due)
            {
                yield return new Effect(EffectKind.Expiry, asked.ActionIndex, asked.Attempt, due);
            }
        }
    }

    private static IEnumerable<Effect> OfActions(ExecutionState state)
    {
        foreach (ActionIntent intent in state.Intents is { } intents ? intents.Values : NoIntents)
        {
            ActionState action = state.Actions[intent.ActionIndex];
            if (!action.Status.IsClosed() && intent.GraceUntil is { } until)
            {
                yield return new Effect(EffectKind.Grace, intent.ActionIndex, action.Attempt, until);
            }
            else if (action.Status == ActionStatus.Running && intent is { Mode: StopMode.Wait, Deadline: { } deadline })
            {
                yield return new Effect(EffectKind.Deadline, intent.ActionIndex, action.Attempt, deadline);
            }
        }

        foreach (ActionClock clock in state.Clocks is { } clocks ? clocks.Values : NoClocks)
        {
            if (DeadlineClock.IsCounting(state, clock) && !EndTree.IsDecided(state, state.ActionAt(clock.ActionIndex)) && DeadlineClock.Of(state, clock) is { } due)
            {
                yield return new Effect(EffectKind.Limit, clock.ActionIndex, Due: due);
            }
        }

        if (TimeoutClock.Next(state) is { } next)
        {
            yield return new Effect(EffectKind.Limit, next.Action.Index, state.Actions[next.Action.Index].Attempt, next.Due);
        }

        foreach (ActionEnd end in state.Tree is { Ends: { Count: > 0 } ends } ? ends.Values : [])
        {
            if (end.Ending is { } ending && EndTree.IsEnding(state, end))
            {
                yield return new Effect(EffectKind.Grace, ending.ActionIndex, end.Returned.Attempt, ending.GraceUntil);
            }
        }
    }

    private static IEnumerable<Effect> OfScopes(ExecutionState state)
    {
        bool isDecided = EndTree.IsDecided(state);
        if (!isDecided && LimitClock.OfPipeline(state) is { } ofPipeline)
        {
            yield return new Effect(EffectKind.Limit, Due: ofPipeline);
        }

        if (!isDecided && LimitClock.OfStage(state) is { } ofStage)
        {
            yield return new Effect(EffectKind.Limit, Due: ofStage);
        }

        if (state is { Missing: null, Step: { } step })
        {
            yield return new Effect(EffectKind.Limit, Attempt: (int)step.Number, Due: step.GraceUntil ?? step.Deadline);
        }

        if (state is { Missing: { } missing, Closed: null } and ({ Intent: null } or { Finish: not null }) && PauseClock.Due(state, missing.At, missing.InvalidateAt) is { } invalid)
        {
            yield return new Effect(EffectKind.Invalidation, Due: invalid);
        }
    }

    private static IEnumerable<Effect> OfIntent(ExecutionState state)
    {
        if (state is not { Intent: { } intent, Finish: null })
        {
            yield break;
        }

        if (intent is { Mode: StopMode.Wait, Deadline: { } deadline })
        {
            yield return new Effect(EffectKind.Deadline, Due: deadline);
        }

        if (state.Step is null && intent is { Mode: StopMode.Cancel, IsEffective: true, GraceUntil: { } until })
        {
            yield return new Effect(EffectKind.Grace, Due: until);
        }
    }
}
