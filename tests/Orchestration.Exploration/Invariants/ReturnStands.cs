using Orchestration.Exploration.Rules;

namespace Orchestration.Exploration.Invariants;

/// <summary>
/// An action whose code has returned closes as that returned, whatever becomes of its children; unless it had been asked to end before, or was
/// signalled before, or another attempt was to follow when it was asked.
/// </summary>
internal sealed class ReturnStands : IEventInvariant
{
    public string? Check(EventStep step)
    {
        if (step.Event is not ActionClosed closed || TreeRule.EndOf(step.Before, closed.ActionIndex) is not { } end)
        {
            return null;
        }

        ActionReturned returned = end.Returned;
        bool isAsked = step.Before.Intents?.ContainsKey(closed.ActionIndex) == true && !TreeRule.IsDecided(step.Before, closed.ActionIndex);
        bool isSignalled = step.Before.Actions[closed.ActionIndex].Status == ActionStatus.Stopping || isAsked;
        ActionStatus expected = returned.Failure is null ? ActionStatus.Succeeded : ActionStatus.Failed;
        return isSignalled || closed.Reason == ReasonCode.FailureForgiven ? null
            : closed.Status != expected || closed.Failure != returned.Failure || !Equals(closed.Output, returned.Output) || closed.Attempt != returned.Attempt
            ? $"it closed as {closed.Status} with output {closed.Output?.ToString() ?? "none"}; it had returned {returned.Output?.ToString() ?? returned.Failure?.Message}."
            : null;
    }
}
