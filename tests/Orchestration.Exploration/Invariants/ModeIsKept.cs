using Orchestration.Executions;

namespace Orchestration.Exploration.Invariants;

/// <summary>Waiting signals and abandons nothing; cancelling signals and abandons only after the grace; abandoning signals nothing.</summary>
internal sealed class ModeIsKept : IEventInvariant
{
    public string? Check(EventStep step) => step.Event switch
    {
        ActionStopping when step.Before.Intent is not { Mode: StopMode.Cancel, IsEffective: true } => $"it is signalled under {Mode(step.Before)}.",
        ActionClosed { Status: ActionStatus.Aborted, Reason: not ReasonCode.DefinitionMissing } when step.Before.Intent is not { Mode: StopMode.Cancel or StopMode.Abandon } => $"it is aborted under {Mode(step.Before)}.",
        ActionClosed { Status: ActionStatus.Abandoned } e => Abandoned(step.Before, e),
        StopEscalated when !(step.Before.Intent?.Deadline <= step.Event.At) => "its deadline has not passed.",
        _ => null,
    };

    private static string? Abandoned(ExecutionState before, ActionClosed e) => e.Reason switch
    {
        ReasonCode.HostEnded => null,
        ReasonCode.GraceElapsed => before.Intent?.GraceUntil <= e.At ? null : "its grace has not ended.",
        ReasonCode.StopRequested or ReasonCode.AbortRequested when before.Actions[e.ActionIndex].IsAskingApproval && before.Intent?.Mode == StopMode.Cancel => "an approval is abandoned.",
        _ => before.Intent is { Mode: StopMode.Abandon, IsEffective: true } ? null : $"it is abandoned under {Mode(before)}.",
    };

    private static string Mode(ExecutionState state) => state.Intent?.Mode.ToString() ?? "no intent";
}
