using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Invariants;

/// <summary>No attempt of an earlier host is in flight, unless the definition is missing, and no closed execution has one.</summary>
internal sealed class RunningCodeIsOwned : IWorldInvariant
{
    public string? Check(World world)
    {
        for (int index = 0; index < world.State.ActionCount; index++)
        {
            ActionState action = world.State.Actions[index];
            if ((action.Status is ActionStatus.Running or ActionStatus.Stopping)
                && ((action.Started?.Epoch != world.Epoch && world.State.Missing is null) || world.IsClosed))
            {
                return $"attempt {action.Attempt} of action {index} is of host {action.Started?.Epoch}; the owner is {world.Epoch}.";
            }
        }

        return world.State is { Step: { } step, Missing: null } && step.Epoch != world.Epoch ? $"a {step.Kind} is of host {step.Epoch}; the owner is {world.Epoch}."
            : world.State is { Step: not null, Rollback: null, Finish: null, Release: null } ? "a step runs and nothing asks for it."
            : world.State is { Step: not null, Release: null } && world.IsClosed ? $"a {world.State.Step.Kind} runs in a closed execution."
            : null;
    }
}
