using Orchestration.Executions;

namespace Orchestration.Exploration.Invariants;

/// <summary>A reused action has the output of the newest execution of the lineage whose stage succeeded, and names where it was made.</summary>
internal sealed class ReusesNewestSuccess : IEventInvariant
{
    public string? Check(EventStep step)
    {
        if (step.Event is not ActionReused reused || step.Before.ActionAt(reused.ActionIndex).IsChild)
        {
            return null;
        }

        int stage = step.Before.Structure.Actions[reused.ActionIndex].Stage.Index;
        foreach (ExecutionState earlier in Lineage(step))
        {
            if (earlier.Stages[stage].Status == StageStatus.Reused)
            {
                continue;
            }

            if (earlier.Stages[stage].Status == StageStatus.Succeeded)
            {
                ActionState made = earlier.Actions[reused.ActionIndex];
                return reused.From == earlier.Id && Equals(reused.Output, made.Output) && reused.Original == made.Status && reused.Answer == earlier.FindApproval(reused.ActionIndex)?.Answer
                    ? null
                    : $"it takes {reused.Output} from {reused.From}; expected {made.Output} from {earlier.Id}.";
            }
        }

        return "no execution of the lineage succeeded in its stage.";
    }

    private static IEnumerable<ExecutionState> Lineage(EventStep step) => step.World.Ancestors.Prepend(step.World.State);
}
