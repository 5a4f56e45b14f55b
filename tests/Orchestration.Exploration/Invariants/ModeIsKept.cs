using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Exploration.Rules;

namespace Orchestration.Exploration.Invariants;

/// <summary>
/// Waiting signals and abandons nothing; cancelling signals and abandons only after the grace; abandoning signals nothing. Whether the
/// execution is asked to end, the action alone, or what is above it.
/// </summary>
internal sealed class ModeIsKept : IEventInvariant
{
    public string? Check(EventStep step) => step.Event switch
    {
        ActionStopping e => Signalled(step.Before, e),
        ActionClosed { Status: ActionStatus.Aborted, Reason: not ReasonCode.DefinitionMissing } e when !MayAbort(step, e) => $"it is aborted under {Mode(step.Before, e)}.",
        ActionClosed { Status: ActionStatus.Abandoned } e => Abandoned(step.Before, e),
        AttemptAbandoned e when !MayGiveUp(step.Before, e) => $"its code is left running under {Mode(step.Before, e)}.",
        StopEscalated when !(step.Before.Intent?.Deadline <= step.Event.At) => "its deadline has not passed.",
        _ => null,
    };

    /// <summary>A child that never ran is aborted under a wait too, and one that waits is with the attempt of its parent that a host has lost.</summary>
    private static bool MayAbort(EventStep step, ActionClosed e)
    {
        ActionStructure action = step.Before.ActionAt(e.ActionIndex);
        ActionState state = step.Before.Actions[e.ActionIndex];
        return step.Before.Intent is { Mode: StopMode.Cancel or StopMode.Abandon }
            || step.Before.FindIntent(e.ActionIndex)?.Outcome == IntentOutcome.Aborted
            || TreeRule.Above(step.Before, e.ActionIndex).Any(above => above.Mode != StopMode.Wait || state.Status is ActionStatus.Pending or ActionStatus.Waiting)
            || (action.IsChild && state.Status == ActionStatus.Pending && step.Before.Intent is { IsEffective: true })
            || (e.Reason == ReasonCode.ParentEnded && state.Status is ActionStatus.Pending or ActionStatus.Waiting && step.Before.Actions[action.Root].Started!.Epoch < step.World.Epoch);
    }

    private static string? Signalled(ExecutionState before, ActionStopping e)
    {
        bool isOwn = before.FindIntent(e.ActionIndex) is { } own && (own.Mode == StopMode.Cancel || own is { Mode: StopMode.Wait, Deadline: { } deadline } && deadline <= e.At);
        return (e.GraceUntil is null ? before.Intent is { Mode: StopMode.Cancel, IsEffective: true } || TreeRule.Above(before, e.ActionIndex).Any(above => above.Mode == StopMode.Cancel) : isOwn) ? null : $"it is signalled under {Mode(before, e)}.";
    }

    private static string? Abandoned(ExecutionState before, ActionClosed e) => e.Reason switch
    {
        ReasonCode.HostEnded => null,
        ReasonCode.GraceElapsed => before.Intent?.GraceUntil <= e.At || TreeRule.Ends(before, e.ActionIndex).Any(end => end.GraceUntil <= e.At) ? null : "its grace has not ended.",
        _ => MayGiveUp(before, e) ? null : $"it is abandoned under {Mode(before, e)}.",
    };

    private static bool MayGiveUp(ExecutionState before, ActionEvent e) =>
        before.Intent is { Mode: StopMode.Abandon, IsEffective: true }
        || TreeRule.Ends(before, e.ActionIndex).Any(end => end.Mode == StopMode.Abandon || end.GraceUntil <= e.At)
        || before.Intent is { IsEffective: true, GraceUntil: { } until } && until <= e.At;

    private static string Mode(ExecutionState state, ActionEvent e) =>
        $"{state.Intent?.Mode.ToString() ?? "no intent"} and [{string.Join(", ", TreeRule.Ends(state, e.ActionIndex).Select(end => end.Mode))}] of its own and above it";
}
