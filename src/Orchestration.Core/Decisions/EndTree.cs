using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>
/// The end of an action that has started others (Flyte: action lifetime): what it returned stands, children that it waits for run on, the rest
/// is aborted, and it closes behind them.
/// </summary>
internal static class EndTree
{
    /// <summary>The code of an attempt has returned; true where something below it is open that has to end first.</summary>
    public static bool TryReturn(Draft draft, ActionStructure action, AttemptResult result)
    {
        ExecutionState state = draft.State;
        if (OpenIn(state, action, EndsAll(state, action, result.Failure)) == 0)
        {
            return false;
        }
        draft.Emit(new ActionReturned
        {
            Stage = action.Stage.Name,
            Action = action.Name,
            ActionIndex = action.Index,
            Attempt = state.Actions[action.Index].Attempt,
            Failure = result.Failure,
            Output = result.Output,
            IsCancellation = result.IsCancellation,
        });
        GoOn(draft, action);
        return true;
    }

    /// <summary>The code of an action has returned before it was asked to end, and nothing but the end of its children is missing: how it closes is decided.</summary>
    public static bool IsDecided(ExecutionState state, ActionStructure action) =>
        state.FindEnd(action.Index) is { IsAsked: false } end
        && state.Actions[action.Index].Status == ActionStatus.Running
        && (end.Returned.Failure is not { } failure || !FailAction.MayFollow(state, action, failure));

    /// <summary>The code of a root run's one action has returned: how the execution closes is decided.</summary>
    public static bool IsDecided(ExecutionState state) =>
        state.Structure.IsRoot && state.FindEnd(0) is { IsUnderStop: false } && state.Intent is null or { OnlyEndsWaiting: true } && IsDecided(state, state.Structure.Actions[0]);

    /// <summary>A child has closed: those above it whose code has returned may be next.</summary>
    public static void Above(Draft draft, ActionStructure closed)
    {
        for (int? above = closed.Parent; above is { } index; above = draft.State.ActionAt(index).Parent)
        {
            if (draft.State.HasReturned(index))
            {
                GoOn(draft, draft.State.ActionAt(index));
            }
        }
    }

    /// <summary>Something that an action's end has aborted is still open.</summary>
    public static bool IsEnding(ExecutionState state, ActionEnd end) =>
        end.Ending is { } ending && OpenIn(state, state.ActionAt(ending.ActionIndex), all: !ending.OfParentOnly) > 0;

    /// <summary>The grace of an action's end has passed: what is open of it is closed without its code.</summary>
    public static bool Elapse(Draft draft)
    {
        bool elapsed = false;
        foreach (ActionEnd end in draft.State.Tree?.Ends.Values.ToArray() ?? [])
        {
            if (end.Ending is { } ending && draft.Now >= ending.GraceUntil && draft.State.HasReturned(ending.ActionIndex) && IsEnding(draft.State, end))
            {
                Close(draft, Covered(draft.State, draft.State.ActionAt(ending.ActionIndex), end), ReasonCode.GraceElapsed);
                elapsed = true;
            }
        }
        return elapsed;
    }

    /// <summary>Signals what runs below an action, and closes what only waits; children first.</summary>
    public static void Signal(Draft draft, IEnumerable<ActionStructure> below)
    {
        foreach (ActionStructure child in below.ToArray())
        {
            ActionStatus status = draft.State.Actions[child.Index].Status;
            if (status == ActionStatus.Running && !draft.State.HasReturned(child.Index))
            {
                draft.Emit(new ActionStopping { Stage = child.Stage.Name, Action = child.Name, ActionIndex = child.Index });
            }
            else if (!status.IsInFlight())
            {
                CloseWaiting(draft, child, isAbandoned: false);
            }
        }
    }

    /// <summary>Ends the waiting of what has not begun, or waits for its next attempt, below an action that ends by waiting; children first.</summary>
    public static void EndWaits(Draft draft, IEnumerable<ActionStructure> below, ActionIntent intent)
    {
        foreach (ActionStructure child in below.ToArray())
        {
            ActionStatus status = draft.State.Actions[child.Index].Status;
            if (!status.IsClosed() && !status.IsInFlight())
            {
                Failure? last = draft.State.FindRetry(child.Index)?.Failure;
                CloseAction.Close(draft, child, ActionStatus.Aborted, intent.ReasonCode, last, output: null, intent.Reference);
            }
        }
    }

    /// <summary>Closes what is open below an action without its code; children first. What has returned closes by itself, as it returned.</summary>
    public static void Close(Draft draft, IEnumerable<ActionStructure> below, ReasonCode? reason = null)
    {
        foreach (ActionStructure child in below.ToArray())
        {
            if (draft.State.IsRunningCode(child.Index))
            {
                EndAction.WithoutCode(draft, child, reason);
            }
            else if (!draft.State.HasReturned(child.Index))
            {
                CloseWaiting(draft, child, isAbandoned: true);
            }
        }
    }

    /// <summary>What waits runs no code; what was never started is not abandoned.</summary>
    private static void CloseWaiting(Draft draft, ActionStructure child, bool isAbandoned)
    {
        ActionState state = draft.State.Actions[child.Index];
        if (state.Status.IsClosed())
        {
            return;
        }
        if (isAbandoned && !state.IsUnstarted)
        {
            EndAction.WithoutCode(draft, child);
        }
        else
        {
            EndAction.Returned(draft, child);
        }
    }

    /// <summary>Takes the end of an action as far as it goes.</summary>
    private static void GoOn(Draft draft, ActionStructure action)
    {
        ExecutionState state = draft.State;
        ActionEnd end = state.FindEnd(action.Index)!;
        if (state.LinksOf(action.Index).Awaited > 0)
        {
            return;
        }
        bool all = end.Ending is { OfParentOnly: false } || EndsAll(state, action, end.Returned.Failure);
        if (OpenIn(state, action, all) == 0)
        {
            AttemptResult result = new(end.Returned.Failure, end.Returned.IsCancellation, end.Returned.Output);
            CompleteAttempt.End(draft, action, result, IsDecided(state, action));
        }
        else if (end.Ending is null && !IsTornDown(state, action) && !(action.IsChild && state.FindIntent(action.Index) is { Mode: StopMode.Wait }))
        {
            Begin(draft, action, all);
        }
    }

    private static void Begin(Draft draft, ActionStructure action, bool all)
    {
        draft.Emit(new ActionEnding
        {
            Stage = action.Stage.Name,
            Action = action.Name,
            ActionIndex = action.Index,
            GraceUntil = draft.Now + draft.Limits.Grace,
            OfParentOnly = !all,
        });
        Signal(draft, Covered(draft.State, action, draft.State.FindEnd(action.Index)!));
    }

    /// <summary>What is open and aborted by an action's end.</summary>
    private static IEnumerable<ActionStructure> Covered(ExecutionState state, ActionStructure action, ActionEnd end) => end.Ending is { OfParentOnly: true }
        ? [.. state.Tree!.ChildrenOf(action.Index)
            .Where(child => state.Tree.StartOf(child.Index).Lifetime == ActionLifetime.Parent && !state.Actions[child.Index].Status.IsClosed())
            .SelectMany(child => (IEnumerable<ActionStructure>)[child, .. state.OpenBelow(child.Index)])
            .OrderByDescending(child => child.Index)]
        : state.OpenBelow(action.Index);

    /// <summary>What is below it is signalled already.</summary>
    private static bool IsTornDown(ExecutionState state, ActionStructure action) =>
        state.Intent is { IsEffective: true, Mode: not StopMode.Wait }
        || state.FindIntent(action.Index) is { Mode: not StopMode.Wait }
        || state.FindAbove(action.Index) is { Mode: not StopMode.Wait };

    /// <summary>
    /// The root of a tree ends everything below it; another action does where another attempt of it is to follow, or where its whole tree is
    /// asked to end.
    /// </summary>
    private static bool EndsAll(ExecutionState state, ActionStructure action, Failure? failure) =>
        !action.IsChild
        || state.Intent is { IsEffective: true, Mode: not StopMode.Wait }
        || state.FindIntent(action.Index) is not null
        || state.FindAbove(action.Index) is { Mode: not StopMode.Wait }
        || (failure is not null && FailAction.MayRetry(state, action, failure));

    private static int OpenIn(ExecutionState state, ActionStructure action, bool all) =>
        all ? state.LinksOf(action.Index).Open : state.LinksOf(action.Index).Held;
}
