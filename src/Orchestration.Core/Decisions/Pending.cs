using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>What must be running, armed or signalled in a state. Recovery carries it out whole; a live execution carries out the differences.</summary>
internal static class Pending
{
    public static IEnumerable<Effect> Of(ExecutionState state)
    {
        for (int index = 0; index < state.Actions.Length; index++)
        {
            ActionState action = state.Actions[index];
            if (action is { Status: ActionStatus.Waiting, WaitsFor: ActionWait.Condition })
            {
                yield return new Effect(EffectKind.AskAction, index);
            }

            if (!action.Status.IsInFlight())
            {
                continue;
            }

            yield return new Effect(EffectKind.Run, index, action.Attempt);
            if (state.Intent is not null)
            {
                yield return new Effect(EffectKind.Notify, index, action.Attempt);
            }

            if (action.Status == ActionStatus.Stopping)
            {
                yield return new Effect(EffectKind.Signal, index, action.Attempt);
            }
        }

        for (int index = 0; index < state.Stages.Length; index++)
        {
            if (state.Stages[index] is { Status: StageStatus.Waiting, WaitsFor: StageWait.Condition })
            {
                yield return new Effect(EffectKind.AskStage, index);
            }
        }

        if (DriveStop.IsDue(state))
        {
            yield return new Effect(EffectKind.Drive);
        }

        foreach (Effect effect in OfTime(state))
        {
            yield return effect;
        }
    }

    /// <summary>The times that are awaited.</summary>
    public static IEnumerable<Effect> OfTime(ExecutionState state)
    {
        foreach (ApprovalState approval in state.Approvals ?? [])
        {
            if (state.Actions[approval.Request.ActionIndex].IsAskingApproval)
            {
                yield return new Effect(EffectKind.Expiry, approval.Request.ActionIndex, approval.Request.Attempt, approval.Request.ExpiresAt);
            }
        }

        foreach (ActionRetrying retry in state.Retries ?? [])
        {
            if (state.Actions[retry.ActionIndex].IsAwaitingRetry)
            {
                yield return new Effect(EffectKind.Retry, retry.ActionIndex, retry.Attempt, retry.RetryAt);
            }
        }

        if (state is { Missing: { } missing, Intent: null, Closed: null })
        {
            yield return new Effect(EffectKind.Invalidation, Due: missing.InvalidateAt);
        }

        if (state.Intent is not { } intent)
        {
            yield break;
        }

        if (intent is { Mode: StopMode.Wait, Deadline: { } deadline })
        {
            yield return new Effect(EffectKind.Deadline, Due: deadline);
        }

        if (intent is { Mode: StopMode.Cancel, IsEffective: true, GraceUntil: { } until })
        {
            yield return new Effect(EffectKind.Grace, Due: until);
        }
    }
}
