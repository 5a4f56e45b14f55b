using Orchestration.Exploration.Moves;
using Orchestration.Exploration.Rules;

namespace Orchestration.Exploration.Invariants;

/// <summary>A child that its parent's code cancels is signalled or never runs, unless it has returned, is closed, or was asked for as much before.</summary>
internal sealed class CancelIsHeard : IDecisionInvariant
{
    public string? Check(DecisionStep step)
    {
        if (step.Move is not CancelChildMove move)
        {
            return null;
        }

        ActionStatus status = step.Before.Actions[move.Action].Status;
        bool isDone = !Open.Is(status) || TreeRule.IsDecided(step.Before, move.Action);
        bool isAsked = TreeRule.Above(step.Before, move.Action).Any(end => end.Mode != StopMode.Wait)
            || step.Before.Intents?.GetValueOrDefault(move.Action) is { Mode: not StopMode.Wait, Outcome: IntentOutcome.Aborted }
            || step.Before.Intent is { Mode: not StopMode.Wait, Outcome: IntentOutcome.Aborted };
        if (isDone || isAsked)
        {
            return step.Events.Count == 0 ? null : "what has ended, or is asked to, is cancelled once more.";
        }

        ActionStatus after = step.After.Actions[move.Action].Status;
        ActionStatus expected = status is ActionStatus.Running or ActionStatus.Stopping ? ActionStatus.Stopping : ActionStatus.Aborted;
        return step.Events is not [ActionStopRequested { Verb: Verb.Cancel } asked, ..] || asked.ActionIndex != move.Action ? "nothing records it."
            : after != expected && !(after == ActionStatus.Aborted && TreeRule.EndOf(step.Before, move.Action) is not null) ? $"it was {status} and is {after}; expected {expected}."
            : null;
    }
}
