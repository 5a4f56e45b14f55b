using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Exploration.Rules;

namespace Orchestration.Exploration.Invariants;

/// <summary>The counters, links and clocks of a tree say what a full scan says.</summary>
internal static class TreeMatchesScan
{
    public static string? Check(ExecutionState state)
    {
        for (int index = 0; index < state.ActionCount; index++)
        {
            if (OfNode(state, index) is { } wrong)
            {
                return $"action {index}: {wrong}";
            }
        }

        return OfStages(state) ?? OfTimeouts(state);
    }

    private static string? OfNode(ExecutionState state, int index)
    {
        ActionStructure[] below = [.. TreeRule.OpenBelow(state, index)];
        ActionStructure[] own = [.. below.Where(child => child.Parent == index)];
        TreeLinks links = state.LinksOf(index);
        int[] children = [.. Enumerable.Range(0, state.ActionCount).Where(child => state.ActionAt(child).Parent == index).Reverse()];
        bool isNamed = index < state.Structure.Actions.Length
            || state.FindAction(state.ActionAt(index).Stage, state.ActionAt(index).Name) is { } newest && newest.Index >= index && newest.Name == state.ActionAt(index).Name;
        return links.Open != below.Length ? $"{links.Open} are counted as open below it; {below.Length} are."
            : links.Held != own.Count(child => TreeRule.LifetimeOf(state, child) != ActionLifetime.Root) ? $"{links.Held} are counted as held."
            : links.Awaited != own.Count(child => TreeRule.LifetimeOf(state, child) == ActionLifetime.Await) ? $"{links.Awaited} are counted as awaited."
            : state.Tree is { } tree && !tree.ChildrenOf(index).Select(child => child.Index).SequenceEqual(children) ? "its children are linked otherwise."
            : !isNamed ? "its name finds another action."
            : TreeRule.EndOf(state, index) is not null && state.Actions[index].Status is not (ActionStatus.Running or ActionStatus.Stopping) ? $"it has returned, and is {state.Actions[index].Status}."
            : null;
    }

    private static string? OfStages(ExecutionState state)
    {
        foreach (StageStructure stage in state.Structure.Stages)
        {
            int parents = Enumerable.Range(stage.FirstAction, stage.ActionCount).Count(index => TreeRule.OpenBelow(state, index).Any());
            if (state.Stages[stage.Index].Parents != parents)
            {
                return $"stage {stage.Index} counts {state.Stages[stage.Index].Parents} parents; {parents} are.";
            }
        }

        return null;
    }

    private static string? OfTimeouts(ExecutionState state)
    {
        (long, int)[] limits =
        [
            .. Enumerable.Range(0, state.ActionCount)
                .Where(index => state.ActionAt(index).Timeout is not null && state.Actions[index].Status == ActionStatus.Running && TreeRule.EndOf(state, index) is null)
                .Select(index => ((state.Actions[index].Started!.At + state.ActionAt(index).Timeout!.Value).UtcTicks, index))
                .Order(),
        ];
        return limits.SequenceEqual(state.Timeouts ?? []) ? null : $"[{string.Join(", ", state.Timeouts ?? [])}] are limited; expected [{string.Join(", ", limits)}].";
    }
}
