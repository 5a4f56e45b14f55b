using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Invariants;

/// <summary>No attempt of an earlier host is in flight, unless the definition is missing, and no closed execution has one.</summary>
internal sealed class RunningCodeIsOwned : IWorldInvariant
{
    public string? Check(World world)
    {
        for (int index = 0; index < world.State.Actions.Length; index++)
        {
            ActionState action = world.State.Actions[index];
            if ((action.Status is ActionStatus.Running or ActionStatus.Stopping)
                && ((action.Started?.Epoch != world.Epoch && world.State.Missing is null) || world.IsClosed))
            {
                return $"attempt {action.Attempt} of action {index} is of host {action.Started?.Epoch}; the owner is {world.Epoch}.";
            }
        }

        return null;
    }
}
