using Orchestration.Exploration.Rules;

namespace Orchestration.Exploration.Invariants;

/// <summary>An accepted abort or mark of one action, or its expiry, decides how that action closes, unless its strategy forgives it, or a stop or the end of what is above it tears it down; or its code had returned before.</summary>
internal sealed class OwnIntentDecides : IEventInvariant
{
    public string? Check(EventStep step)
    {
        if (step.Event is not ActionClosed closed || step.Before.FindIntent(closed.ActionIndex) is not { } own || TreeRule.IsDecided(step.Before, closed.ActionIndex))
        {
            return null;
        }

        bool isTorn = closed.Status is ActionStatus.Aborted or ActionStatus.Abandoned;
        if ((isTorn || closed is { Status: ActionStatus.Expired, Reason: ReasonCode.TimeLimit }) && (step.Before.IsTornDown(own) || TreeRule.Above(step.Before, closed.ActionIndex).Any(above => above.Mode != StopMode.Wait)))
        {
            return null;
        }

        bool isRight = own switch
        {
            { Outcome: IntentOutcome.Aborted, Resolution: AbortResolution.Strategy } => isTorn,
            { Outcome: IntentOutcome.Aborted, Resolution: AbortResolution.Succeeded } => closed is { Status: ActionStatus.Succeeded, Reason: ReasonCode.AbortedAsSucceeded },
            { Outcome: IntentOutcome.Aborted } => closed is { Status: ActionStatus.Failed, Reason: ReasonCode.AbortedAsFailed } || closed.Reason == ReasonCode.FailureForgiven,
            { Outcome: IntentOutcome.Failed } => closed is { Status: ActionStatus.Failed, Reason: ReasonCode.MarkedFailed } || closed.Reason == ReasonCode.FailureForgiven,
            _ => closed is { Status: ActionStatus.Expired, Reason: ReasonCode.TimeLimit } || closed.Reason == ReasonCode.FailureForgiven,
        };
        return isRight ? null : $"it closed as {closed.Status} ({closed.Reason}) under {own.Outcome} as {own.Resolution}.";
    }
}
