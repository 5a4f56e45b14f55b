using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>
/// The code that has started a child cancels it (Flyte: programmatic cancellation). What has closed, or is asked to end already, stays as it is;
/// it asks for no permission.
/// </summary>
internal static class CancelChild
{
    public static void Decide(Draft draft, int node, string? reason)
    {
        ExecutionState state = draft.State;
        ActionStructure child = state.ActionAt(node);
        bool isAsked = state.FindIntent(node) is { Mode: not StopMode.Wait, Outcome: IntentOutcome.Aborted }
            || state.FindAbove(node) is { Mode: not StopMode.Wait }
            || state.Intent is { Mode: not StopMode.Wait, Outcome: IntentOutcome.Aborted };
        if (state.Actions[node].Status.IsClosed() || EndTree.IsDecided(state, child) || isAsked)
        {
            return;
        }
        draft.Emit(new ActionStopRequested
        {
            Stage = child.Stage.Name,
            Action = child.Name,
            ActionIndex = node,
            CommandId = Guid.Empty,
            Actor = state.ActionAt(child.Parent!.Value).Path,
            Reason = reason,
            Verb = Verb.Cancel,
            Mode = StopMode.Cancel,
            Outcome = IntentOutcome.Aborted,
            Grace = draft.Limits.Grace,
        });
        StopAction.Drive(draft, child);
        Advance.Continue(draft);
    }
}
