using Orchestration.Executions;

namespace Orchestration.Exploration.Invariants;

/// <summary>What one action was asked to end for never falls, nor do its times move away; it ends with the attempt, the action or the execution.</summary>
internal sealed class OwnIntentNeverFalls : IEventInvariant
{
    public string? Check(EventStep step)
    {
        foreach (ActionIntent before in step.Before.Intents?.Values.ToArray() ?? [])
        {
            if (Check(step, before, step.After.FindIntent(before.ActionIndex)) is { } wrong)
            {
                return $"action {before.ActionIndex}: {wrong}";
            }
        }

        return step.Event is ActionStopRequested requested && step.After.FindIntent(requested.ActionIndex) is var raised
            && !(raised?.Mode >= requested.Mode && raised.Outcome >= requested.Outcome)
            ? $"it asked for {requested.Mode} and {requested.Outcome}; in force are {raised?.Mode} and {raised?.Outcome}."
            : null;
    }

    private static string? Check(EventStep step, ActionIntent before, ActionIntent? after)
    {
        if (after is null)
        {
            bool hasEnded = step.Event is ExecutionClosed
                || (step.Event is ActionClosed or ActionRetrying or InterventionRequested && ((ActionEvent)step.Event).ActionIndex == before.ActionIndex);
            return hasEnded ? null : $"the intent {before.Outcome} ended.";
        }

        return after.Mode < before.Mode ? $"the mode fell from {before.Mode} to {after.Mode}."
            : after.Outcome < before.Outcome ? $"the outcome fell from {before.Outcome} to {after.Outcome}."
            : before.Deadline is not null && !(after.Deadline <= before.Deadline) ? $"the deadline moved from {before.Deadline:T} to {after.Deadline:T}."
            : before.GraceUntil is not null && !(after.GraceUntil <= before.GraceUntil) ? $"the end of the grace moved from {before.GraceUntil:T} to {after.GraceUntil:T}."
            : null;
    }
}
