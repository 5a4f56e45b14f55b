using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>What an abort and a mark of one action refuse alike.</summary>
internal static class StopActionCheck
{
    /// <param name="state">The execution.</param>
    /// <param name="verb">The verb.</param>
    /// <param name="action">The action.</param>
    /// <param name="mode">The mode asked for.</param>
    /// <param name="outcome">How it would close.</param>
    public static OrchestrationException? Of(ExecutionState state, Verb verb, ActionStructure action, StopMode mode, IntentOutcome outcome)
    {
        Target target = state.Target with { Stage = action.Stage.Name, Action = action.Name };
        ActionState actionState = state.Actions[action.Index];
        string status = actionState.Status.ToString();
        if (actionState.Status.IsClosed())
        {
            return OrchestrationException.Refuse(ErrorCode.NotStoppable, verb, target, $"it is {status}.", status, OpenStatuses, state.Intent?.Command.CallerId);
        }
        if (EndTree.IsDecided(state, action) && (mode, outcome) != (StopMode.Abandon, IntentOutcome.Aborted))
        {
            return OrchestrationException.Refuse(
                ErrorCode.NotStoppable,
                verb,
                target,
                $"its code has returned, and how it closes is decided; only an abort with {nameof(StopMode.Abandon)} still ends the waiting for its children.",
                status,
                OpenStatuses,
                state.Intent?.Command.CallerId);
        }
        if (actionState.IsUnstarted && !(action.IsChild && verb == Verb.Abort))
        {
            return OrchestrationException.Refuse(ErrorCode.ActionNotStarted, verb, target, $"it is {status} and has not begun.", status, OpenStatuses, state.Intent?.Command.CallerId);
        }
        AcceptedCommand? inForce = Strongest(state, action, mode, outcome);
        return inForce is null
            ? null
            : OrchestrationException.Refuse(
                ErrorCode.AlreadyStopping,
                verb,
                target,
                $"{inForce.Asked}; only a stronger mode or outcome is accepted.",
                status,
                OpenStatuses,
                inForce.CallerId);
    }

    /// <summary>The command that asks for as much already, for the action or all around it.</summary>
    private static AcceptedCommand? Strongest(ExecutionState state, ActionStructure action, StopMode mode, IntentOutcome outcome)
    {
        List<(StopMode Mode, IntentOutcome Outcome, AcceptedCommand? Command)> inForce = [];
        foreach (ActionIntent? asked in (ActionIntent?[])[state.FindIntent(action.Index), state.FindAbove(action.Index)])
        {
            if (asked is not null)
            {
                inForce.Add((asked.Mode, asked.Outcome, asked.Command));
            }
        }
        if (state.Intent is { } intent)
        {
            inForce.Add((intent.Mode, intent.Outcome, intent.Command));
        }
        return inForce.Count > 0 && mode <= inForce.Max(one => one.Mode) && outcome <= inForce.Max(one => one.Outcome)
            ? inForce.Select(one => one.Command).FirstOrDefault(command => command is not null) ?? Nobody
            : null;
    }

    /// <summary>A time limit has passed, or the action above it ends.</summary>
    private static AcceptedCommand Nobody { get; } = new(Guid.Empty, Verb.Abort, null, Model.Caller.SystemActor, null, default, 0, string.Empty);

    private static IReadOnlyList<string> OpenStatuses { get; } =
    [
        .. Enum.GetValues<ActionStatus>().Where(status => !status.IsClosed() && status != ActionStatus.Pending).Select(status => status.ToString()),
    ];
}
