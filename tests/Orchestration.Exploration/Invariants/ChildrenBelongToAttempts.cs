using Orchestration.Definitions;
using Orchestration.Exploration.Rules;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Invariants;

/// <summary>
/// What is open below an action was started by its newest attempt; none of it is left in a closed execution, or below a closed root. What has
/// returned waits only for what it has to wait for, and what it does not wait for ends.
/// </summary>
internal sealed class ChildrenBelongToAttempts : IWorldInvariant
{
    public string? Check(World world)
    {
        for (int index = world.State.Structure.Actions.Length; index < world.State.ActionCount; index++)
        {
            ActionStructure child = world.State.ActionAt(index);
            if (!Open.Is(world.State.Actions[index].Status))
            {
                continue;
            }

            int parent = child.Parent!.Value;
            bool isLeft = world.IsClosed || !Open.Is(world.State.Actions[child.Root].Status) || (!Open.Is(world.State.Actions[parent].Status) && TreeRule.LifetimeOf(world.State, child) != ActionLifetime.Root);
            if (TreeRule.AttemptOf(world.State, child) != world.State.Actions[parent].Attempt || isLeft)
            {
                return $"action {index} of attempt {TreeRule.AttemptOf(world.State, child)} is {world.State.Actions[index].Status}; its parent is {world.State.Actions[parent].Status} in attempt {world.State.Actions[parent].Attempt}.";
            }
        }

        foreach ((int index, Executions.ActionEnd end) in world.State.Tree?.Ends ?? new Dictionary<int, Executions.ActionEnd>())
        {
            bool awaits = TreeRule.OpenBelow(world.State, index, child => child.Parent == index && TreeRule.LifetimeOf(world.State, child) == ActionLifetime.Await).Any();
            bool isAsked = TreeRule.Ends(world.State, index).Any() || world.State.Intent is not null;
            bool hasOpen = TreeRule.OpenBelow(world.State, index, child => isAsked || !world.State.ActionAt(index).IsChild || end.Returned.Failure is not null || (child.Parent == index && TreeRule.LifetimeOf(world.State, child) != ActionLifetime.Root)).Any();
            if (!hasOpen || (!awaits && !isAsked && end.Ending is null))
            {
                return $"action {index} has returned and {(hasOpen ? "does not end what it does not wait for" : "waits for nothing")}.";
            }
        }

        return null;
    }
}
