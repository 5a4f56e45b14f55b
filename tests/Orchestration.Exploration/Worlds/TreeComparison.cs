using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Exploration.Worlds;

/// <summary>Compares the trees of two states of one execution in depth.</summary>
internal static class TreeComparison
{
    /// <summary>The first difference in words; null if there is none.</summary>
    public static string? Difference(ExecutionState one, ExecutionState other) =>
        one.ActionCount != other.ActionCount ? "ActionCount"
        : !(one.Timeouts ?? []).SequenceEqual(other.Timeouts ?? []) ? "Timeouts"
        : !(one.Fresh ?? []).SequenceEqual(other.Fresh ?? []) ? "Fresh"
        : !(one.Carried?.Values ?? []).SequenceEqual(other.Carried?.Values ?? []) ? "Carried"
        : !(one.Progress?.Values.ToArray() ?? []).Select(reported => reported.Sequence).SequenceEqual((other.Progress?.Values.ToArray() ?? []).Select(reported => reported.Sequence)) ? "Progress"
        : !Ends(one).SequenceEqual(Ends(other)) ? "Ends"
        : OfNodes(one, other);

    private static IEnumerable<(int, long, bool, long?)> Ends(ExecutionState state) =>
        state.Tree is { } tree ? tree.Ends.Select(end => (end.Key, end.Value.Returned.Sequence, end.Value.IsUnderStop || end.Value.IsAsked, end.Value.Ending?.Sequence)) : [];

    private static string? OfNodes(ExecutionState one, ExecutionState other)
    {
        for (int index = 0; index < one.ActionCount; index++)
        {
            if (!Same(one.LinksOf(index), other.LinksOf(index)))
            {
                return $"Links[{index}]";
            }

            bool isDeclared = index < one.Structure.Actions.Length;
            if (!Same(one.ActionAt(index), other.ActionAt(index)) || (!isDeclared && one.Tree!.StartOf(index).Sequence != other.Tree!.StartOf(index).Sequence))
            {
                return $"ActionAt({index})";
            }
        }

        return null;
    }

    private static bool Same(TreeLinks one, TreeLinks other) =>
        one.LastChild == other.LastChild && one.Previous == other.Previous && one.Open == other.Open && one.Held == other.Held && one.Awaited == other.Awaited;

    private static bool Same(ActionStructure one, ActionStructure other) =>
        one.Name == other.Name && one.Type == other.Type && one.OutputType == other.OutputType && one.OnFailure == other.OnFailure
        && one.Timeout == other.Timeout && one.Deadline == other.Deadline && one.Parent == other.Parent
        && one.Root == other.Root && one.Index == other.Index && one.Group == other.Group;
}
