using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Exploration.Moves;
using Orchestration.Exploration.Rules;

namespace Orchestration.Exploration.Invariants;

/// <summary>
/// A child is started where its parent's code runs and nothing around it ends, once with each key; the same start again changes nothing. A
/// start that is refused leaves no event.
/// </summary>
internal sealed class StartsAreAnswered : IDecisionInvariant
{
    public string? Check(DecisionStep step)
    {
        if (step.Move is not StartChildMove move)
        {
            return null;
        }

        ActionStructure? known = Enumerable.Range(0, step.Before.ActionCount).Select(step.Before.ActionAt).LastOrDefault(
            action => action.Parent == move.Parent && TreeRule.AttemptOf(step.Before, action) == move.Attempt && action.Name == move.Child.Path);
        if (known is not null && step.Before.Tree!.StartOf(known.Index).Ordinal == move.Ordinal)
        {
            return step.Verdict.Refusal is null && step.Events.Count == 0 ? null : "a start that is repeated has another effect.";
        }

        ErrorCode? expected = IsClosed(step.Before, move) ? ErrorCode.ScopeClosed : known is not null ? ErrorCode.DuplicateKey : null;
        return step.Verdict.Refusal?.Code != expected ? $"it is answered {step.Verdict.Refusal?.Code.ToString() ?? "with a child"}; expected {expected?.ToString() ?? "a child"}."
            : expected is not null ? step.Events.Count == 0 ? null : "it was refused and left events."
            : Accepted(step, move);
    }

    private static bool IsClosed(ExecutionState state, StartChildMove move) =>
        state.Intent is not null || state.Mark is not null || state.Closed is not null || state.Actions[move.Parent].Attempt != move.Attempt
        || !TreeRule.RunsCode(state, move.Parent) || TreeRule.Ends(state, move.Parent).Any();

    private static string? Accepted(DecisionStep step, StartChildMove move)
    {
        if (step.Events is not [ActionAdded added, ..] || added.ActionIndex != step.Before.ActionCount)
        {
            return "its first event does not add it.";
        }

        ActionStructure child = step.After.ActionAt(added.ActionIndex);
        ChildOptions options = move.Child.Options;
        ActionStatus status = step.After.Actions[child.Index].Status;
        bool mayStart = !step.World.IsDraining && step.Before.Status is not (ExecutionStatus.Pausing or ExecutionStatus.Paused);
        bool isPlaced = child.Name == move.Child.Path && child.Parent == move.Parent && added.ParentAttempt == move.Attempt && added.Ordinal == move.Ordinal
            && added.Lifetime == options.Lifetime && child.Timeout == options.TimeoutAfter && child.Deadline == options.DeadlineAfter && child.Root == step.Before.ActionAt(move.Parent).Root;
        bool isBegun = status == ActionStatus.Reused
            || (move.IsCancelled ? status == ActionStatus.Aborted && step.After.Actions[child.Index].Attempt == 0 : status == (mayStart ? ActionStatus.Running : ActionStatus.Pending));
        return !isPlaced ? "it hangs elsewhere in the tree, or has other settings."
            : !isBegun ? $"it is {status}."
            : null;
    }
}
