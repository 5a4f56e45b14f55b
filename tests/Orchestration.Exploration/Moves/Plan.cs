using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Exploration.Rules;

namespace Orchestration.Exploration.Moves;

/// <summary>What running code starts: each action its children one after the other, in every attempt the same ones, and as many of them as it likes.</summary>
internal sealed class Plan(params IReadOnlyList<PlannedChild> children)
{
    public static Plan None { get; } = new();

    public IReadOnlyList<PlannedChild> Children { get; } = children;

    /// <summary>Those that the code of an action starts, in order.</summary>
    public IEnumerable<PlannedChild> Of(ActionStructure parent) => Children.Where(child => child.Parent == parent.Name);

    /// <summary>How many the newest attempt of an action has started.</summary>
    public static int CountStarted(ExecutionState state, int parent)
    {
        int count = 0;
        for (int index = state.Structure.Actions.Length; index < state.ActionCount; index++)
        {
            ActionStructure child = state.ActionAt(index);
            count += child.Parent == parent && TreeRule.AttemptOf(state, child) == state.Actions[parent].Attempt ? 1 : 0;
        }

        return count;
    }
}
