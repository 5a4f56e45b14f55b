using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Exploration.Invariants;

/// <summary>
/// A key that has succeeded is not run again in a later attempt of those above it, unless all actions of the stage were retried since: what
/// starts it gets the result that it had, from where it was made. Nothing else is reused.
/// </summary>
internal sealed class KeyRunsOnce : IEventInvariant
{
    public string? Check(EventStep step) => step.Event switch
    {
        ActionStarted { Attempt: 1 } e when step.Before.ActionAt(e.ActionIndex).IsChild => FindResult(step.Before, step.Before.ActionAt(e.ActionIndex)) is { } result
            ? $"action {result} has succeeded with its key."
            : null,
        ActionReused e when step.Before.ActionAt(e.ActionIndex).IsChild => Reused(step.Before, e),
        _ => null,
    };

    private static string? Reused(ExecutionState before, ActionReused e)
    {
        ActionStructure child = before.ActionAt(e.ActionIndex);
        (ExecutionId From, Payload? Output)? expected = FindResult(before, child) is { } index
            ? ((before.Actions[index].Closed as ActionReused)?.From ?? before.Id, before.Actions[index].Output)
            : before.Carried?.GetValueOrDefault((child.Stage.Name, child.Name)) is { } carried ? (carried.From, carried.Output) : null;
        return expected is null ? "nothing has succeeded with its key."
            : e.From != expected.Value.From || !Equals(e.Output, expected.Value.Output) || e.Original != ActionStatus.Succeeded ? $"it takes {e.Output} from {e.From}; expected {expected.Value.Output} from {expected.Value.From}."
            : null;
    }

    /// <summary>The newest earlier child of its path, if that has a result which is still good.</summary>
    private static int? FindResult(ExecutionState before, ActionStructure child)
    {
        long since = before.Commands.FindLast(command => command.Verb == Verb.RetryStage && command.Content.Contains("mode=AllActions", StringComparison.Ordinal))?.Sequence ?? 0;
        for (int index = child.Index - 1; index >= before.Structure.Actions.Length; index--)
        {
            ActionStructure earlier = before.ActionAt(index);
            ActionState state = before.Actions[index];
            if (earlier.Name == child.Name && earlier.Stage == child.Stage && state.Status is ActionStatus.Succeeded or ActionStatus.Reused && state.Closed!.Sequence > since)
            {
                return index;
            }
        }

        return null;
    }
}
