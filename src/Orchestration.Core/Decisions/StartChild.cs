using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>
/// The code of an action starts another one (Flyte: enqueue). Whether its scope is open is asked in the step that records it; a key that has
/// succeeded before is not run again.
/// </summary>
internal static class StartChild
{
    /// <summary>More than anybody nests who does not do it by mistake.</summary>
    public const int MostLevels = 100;

    /// <param name="draft">The execution.</param>
    /// <param name="start">What is to start.</param>
    /// <param name="isCancelled">Its parent has cancelled it already: it never runs.</param>
    /// <param name="reason">Why.</param>
    /// <param name="node">The index of the child, if it is accepted.</param>
    public static OrchestrationException? Decide(Draft draft, ChildStart start, bool isCancelled, string? reason, out int node)
    {
        ExecutionState state = draft.State;
        ActionStructure parent = state.ActionAt(start.Parent);
        string name = start.PathIn(state);
        ActionStructure? known = state.FindAction(parent.Stage, name);
        ActionAdded? before = known is null ? null : state.Tree!.StartOf(known.Index);
        bool isOfAttempt = before?.Parent == start.Parent && before.ParentAttempt == start.ParentAttempt;
        node = known?.Index ?? -1;
        if (isOfAttempt && before!.Ordinal == start.Ordinal)
        {
            // Stored by a commit whose answer was lost.
            return null;
        }
        if (FindClosed(state, parent, start, name) is { } closed)
        {
            return closed;
        }
        if (DepthOf(state, parent) >= MostLevels)
        {
            return Refuse(state, ErrorCode.InvalidRequest, parent, name, $"trees have at most {MostLevels} levels.");
        }
        if (isOfAttempt)
        {
            return Refuse(state, ErrorCode.DuplicateKey, parent, name, $"attempt {start.ParentAttempt} of '{parent.Path}' has started a child with the key '{start.Key}' already.");
        }
        CarriedResult? result = FindResult(state, parent, known, name);
        if (result is not null && result.OutputType != start.OutputType)
        {
            return Refuse(
                state,
                ErrorCode.ResultTypeChanged,
                parent,
                name,
                $"it has succeeded with a result of the type {result.OutputType ?? "(none)"}, and one of the type {start.OutputType ?? "(none)"} is asked for. Nothing was run or lost: ask for the recorded type, or start it with another key.");
        }
        node = Add(draft, parent, start, name);
        if (isCancelled && result is null)
        {
            CancelChild.Decide(draft, node, reason);
            return null;
        }
        Begin(draft, state.ActionAt(node), result);
        if (!parent.IsChild && parent.Siblings.MaxParallel is not null)
        {
            Advance.Continue(draft);
        }
        return null;
    }

    private static int DepthOf(ExecutionState state, ActionStructure action)
    {
        int depth = 1;
        for (int? above = action.Parent; above is { } index; above = state.ActionAt(index).Parent)
        {
            depth++;
        }
        return depth;
    }

    private static int Add(Draft draft, ActionStructure parent, ChildStart start, string name)
    {
        int node = draft.State.ActionCount;
        draft.Emit(new ActionAdded
        {
            Stage = parent.Stage.Name,
            Action = name,
            ActionIndex = node,
            Parent = parent.Index,
            ParentAttempt = start.ParentAttempt,
            Ordinal = start.Ordinal,
            Key = start.Key,
            Name = start.Name,
            Type = start.Type,
            Input = start.Input,
            OutputType = start.OutputType,
            Lifetime = start.Options.Lifetime,
            Retry = start.Options.Retries == 0 ? null : FailureStrategy.Retry(start.Options.Retries, start.Options.Backoff),
            Timeout = start.Options.TimeoutAfter,
            Deadline = start.Options.DeadlineAfter,
        });
        return node;
    }

    private static void Begin(Draft draft, ActionStructure child, CarriedResult? result)
    {
        if (result is not null)
        {
            draft.Emit(new ActionReused
            {
                Stage = child.Stage.Name,
                Action = child.Name,
                ActionIndex = child.Index,
                From = result.From,
                Original = ActionStatus.Succeeded,
                Output = result.Output,
            });
        }
        else if (draft.MayStart)
        {
            AdvanceStage.Start(draft, child);
        }
    }

    /// <summary>What this key has succeeded with: in an earlier attempt of those above, or in the execution that this one runs again.</summary>
    private static CarriedResult? FindResult(ExecutionState state, ActionStructure parent, ActionStructure? known, string name)
    {
        int fresh = state.Fresh?.GetValueOrDefault(parent.Root) ?? 0;
        if (known is null)
        {
            return fresh > 0 ? null : state.Carried?.GetValueOrDefault((parent.Stage.Name, name));
        }
        ActionState earlier = state.Actions[known.Index];
        return known.Index < fresh || !earlier.Status.HasResult()
            ? null
            : new CarriedResult(known.Stage.Name, name, (earlier.Closed as ActionReused)?.From ?? state.Id, known.OutputType, earlier.Output);
    }

    /// <summary>Why nothing may start below an action any more, if so.</summary>
    private static OrchestrationException? FindClosed(ExecutionState state, ActionStructure parent, ChildStart start, string name)
    {
        string? why = state.Actions[parent.Index].Attempt != start.ParentAttempt || !state.IsRunningCode(parent.Index) ? $"attempt {start.ParentAttempt} of '{parent.Path}' has ended."
            : state.Intent is { } intent ? $"{intent.Command.Asked}."
            : state.Mark is not null ? $"stage '{parent.Stage.Name}' is marked as failed."
            : (state.FindIntent(parent.Index) ?? state.FindAbove(parent.Index)) is { } above ? $"an action above it ends: {above.StopReason.Kind}."
            : null;
        return why is null ? null : Refuse(state, ErrorCode.ScopeClosed, parent, name, why);
    }

    private static OrchestrationException Refuse(ExecutionState state, ErrorCode code, ActionStructure parent, string name, string why) => OrchestrationException.Refuse(
        code,
        Verb.StartChild,
        state.Target with { Stage = parent.Stage.Name, Action = name },
        why,
        state.Actions[parent.Index].Status.ToString(),
        intent: state.Intent?.Command.CallerId);
}
