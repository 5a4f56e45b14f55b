using Orchestration.Executions;

namespace Orchestration.Exploration.Invariants;

/// <summary>
/// Waiting signals and abandons nothing; cancelling signals and abandons only after the grace; abandoning signals nothing. Whether the
/// execution is asked to end or the action alone.
/// </summary>
internal sealed class ModeIsKept : IEventInvariant
{
    public string? Check(EventStep step) => step.Event switch
    {
        ActionStopping e => Signalled(step.Before, e),
        ActionClosed { Status: ActionStatus.Aborted, Reason: not ReasonCode.DefinitionMissing } e
            when step.Before.Intent is not { Mode: StopMode.Cancel or StopMode.Abandon } && step.Before.FindIntent(e.ActionIndex)?.Outcome != IntentOutcome.Aborted => $"it is aborted under {Mode(step.Before, e)}.",
        ActionClosed { Status: ActionStatus.Abandoned } e => Abandoned(step.Before, e),
        AttemptAbandoned e when !MayGiveUp(step.Before, e) => $"its code is left running under {Mode(step.Before, e)}.",
        StopEscalated when !(step.Before.Intent?.Deadline <= step.Event.At) => "its deadline has not passed.",
        _ => null,
    };

    private static string? Signalled(ExecutionState before, ActionStopping e)
    {
        bool isOwn = before.FindIntent(e.ActionIndex) is { } own && (own.Mode == StopMode.Cancel || own is { Mode: StopMode.Wait, Deadline: { } deadline } && deadline <= e.At);
        return (e.GraceUntil is null ? before.Intent is { Mode: StopMode.Cancel, IsEffective: true } : isOwn) ? null : $"it is signalled under {Mode(before, e)}.";
    }

    private static string? Abandoned(ExecutionState before, ActionClosed e) => e.Reason switch
    {
        ReasonCode.HostEnded => null,
        ReasonCode.GraceElapsed => before.Intent?.GraceUntil <= e.At || before.FindIntent(e.ActionIndex)?.GraceUntil <= e.At ? null : "its grace has not ended.",
        _ => MayGiveUp(before, e) ? null : $"it is abandoned under {Mode(before, e)}.",
    };

    private static bool MayGiveUp(ExecutionState before, ActionEvent e) =>
        before.Intent is { Mode: StopMode.Abandon, IsEffective: true }
        || before.FindIntent(e.ActionIndex) is { } own && (own.Mode == StopMode.Abandon || own.GraceUntil <= e.At)
        || before.Intent is { IsEffective: true, GraceUntil: { } until } && until <= e.At;

    private static string Mode(ExecutionState state, ActionEvent e) =>
        $"{state.Intent?.Mode.ToString() ?? "no intent"} and {state.FindIntent(e.ActionIndex)?.Mode.ToString() ?? "none"} of its own";
}
