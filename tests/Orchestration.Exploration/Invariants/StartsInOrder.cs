using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Exploration.Rules;

namespace Orchestration.Exploration.Invariants;

/// <summary>A stage begins when all before it have succeeded, a group likewise, and never more of a group run than its limit says; those that wait for children don't count.</summary>
internal sealed class StartsInOrder : IEventInvariant
{
    public string? Check(EventStep step) => step.Event switch
    {
        StageEntered e => EarlierStage(step.Before, e.StageIndex),
        StageWaiting e => EarlierStage(step.Before, e.StageIndex),
        ActionStarted e => Action(step, e.ActionIndex),
        ActionWaiting e => Action(step, e.ActionIndex),
        ApprovalRequested e => Action(step, e.ActionIndex),
        _ => null,
    };

    private static string? EarlierStage(ExecutionState state, int before)
    {
        int open = Array.FindIndex(state.Stages, 0, before, stage => stage.Status is not (StageStatus.Succeeded or StageStatus.Skipped or StageStatus.Reused));
        return open < 0 ? null : $"stage {open} is {state.Stages[open].Status}.";
    }

    private static string? Action(EventStep step, int index)
    {
        ActionStructure action = step.Before.ActionAt(index);
        if (step.After.Stages[action.Stage.Index].Status != StageStatus.Running)
        {
            return $"its stage is {step.After.Stages[action.Stage.Index].Status}.";
        }

        if (action.IsChild)
        {
            return null;
        }

        foreach (ActionStructure other in action.Stage.Groups.Take(action.Group).SelectMany(group => group.Actions))
        {
            ActionStatus status = step.Before.Actions[other.Index].Status;
            if (status is not (ActionStatus.Succeeded or ActionStatus.Ignored or ActionStatus.Skipped or ActionStatus.Reused) && !step.Before.Actions[other.Index].IsForgiven)
            {
                return $"action {other.Index} of an earlier group is {status}.";
            }
        }

        int running = action.Siblings.Actions.Count(
            sibling => step.After.Actions[sibling.Index].Status is ActionStatus.Waiting or ActionStatus.Running or ActionStatus.Stopping
                && !TreeRule.OpenBelow(step.After, sibling.Index).Any());
        return running <= action.Siblings.Limit ? null : $"{running} of its group run; at most {action.Siblings.Limit} may.";
    }
}
