using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Exploration.Rules;

/// <summary>What reaches an action from above, said once more and apart from the engine.</summary>
internal static class TreeRule
{
    /// <summary>What those above it were asked to end for, and those of their ends that end it too; the nearest first.</summary>
    public static IEnumerable<ActionIntent> Above(ExecutionState state, int index)
    {
        for (ActionStructure child = state.ActionAt(index); child.Parent is { } parent; child = state.ActionAt(parent))
        {
            if (state.Intents?.GetValueOrDefault(parent) is { } asked)
            {
                yield return asked;
            }

            bool endsWithParent = LifetimeOf(state, child) == ActionLifetime.Parent && Open.Is(state.Actions[child.Index].Status);
            if (EndOf(state, parent)?.Ending is { } ending && (!ending.OfParentOnly || endsWithParent))
            {
                yield return new ActionIntent(parent, StopMode.Cancel, IntentOutcome.Aborted, default, Deadline: null, Command: null) { GraceUntil = ending.GraceUntil };
            }
        }
    }

    /// <summary>What it alone was asked to end for, and what reaches it from above.</summary>
    public static IEnumerable<ActionIntent> Ends(ExecutionState state, int index) =>
        state.Intents?.GetValueOrDefault(index) is { } own ? Above(state, index).Prepend(own) : Above(state, index);

    /// <summary>Its code has returned, and it waits for what is below it.</summary>
    public static ActionEnd? EndOf(ExecutionState state, int index) => state.Tree?.Ends.GetValueOrDefault(index);

    public static ActionLifetime LifetimeOf(ExecutionState state, ActionStructure child) => state.Tree!.StartOf(child.Index).Lifetime;

    /// <summary>The attempt of its parent that has started it.</summary>
    public static int AttemptOf(ExecutionState state, ActionStructure child) => state.Tree!.StartOf(child.Index).ParentAttempt;

    /// <summary>Its newest attempt runs code.</summary>
    public static bool RunsCode(ExecutionState state, int index) =>
        state.Actions[index].Status is ActionStatus.Running or ActionStatus.Stopping && EndOf(state, index) is null;

    /// <summary>Its code has returned before it was asked to end, and no other attempt follows: how it closes is decided.</summary>
    public static bool IsDecided(ExecutionState state, int index) => EndOf(state, index) is { IsAsked: false } end
        && state.Actions[index].Status == ActionStatus.Running
        && (end.Returned.Failure is not { } failure || failure.IsNonRetryable || state.Intent is not null || state.Mark is not null || Above(state, index).Any() || (state.Retries?.GetValueOrDefault(index)?.Retry ?? 0) >= RetriesOf(state.ActionAt(index)));

    /// <summary>The root of a root run has returned, and nothing had asked the execution to end before.</summary>
    public static bool IsDecided(ExecutionState state) => state.Structure.IsRoot && IsDecided(state, 0) && EndOf(state, 0) is { IsUnderStop: false } && state.Intent is null or { OnlyEndsWaiting: true };

    /// <summary>The action of this name; of several the one started last.</summary>
    public static ActionStructure? Find(ExecutionState state, string? stage, string? name) =>
        Enumerable.Range(0, state.ActionCount).Select(state.ActionAt).LastOrDefault(action => action.Stage.Name == stage && action.Name == name);

    /// <summary>The open actions below one that meet a condition, by a look at all of them.</summary>
    public static IEnumerable<ActionStructure> OpenBelow(ExecutionState state, int index, Predicate<ActionStructure>? which = null)
    {
        for (int below = Math.Max(index + 1, state.Structure.Actions.Length); below < state.ActionCount; below++)
        {
            ActionStructure child = state.ActionAt(below);
            if (Open.Is(state.Actions[below].Status) && IsBelow(state, child, index) && which?.Invoke(child) != false)
            {
                yield return child;
            }
        }
    }

    private static int RetriesOf(ActionStructure action) => action.OnFailure is { Kind: FailureStrategyKind.Retry } strategy ? strategy.Count : 0;

    private static bool IsBelow(ExecutionState state, ActionStructure child, int index)
    {
        for (int? above = child.Parent; above is { } parent; above = state.ActionAt(parent).Parent)
        {
            if (parent == index)
            {
                return true;
            }
        }

        return false;
    }
}
