using Orchestration.Executions;

namespace Orchestration.Exploration.Invariants;

/// <summary>What closes because of an intent names the command and its actor; what closes by itself names none. What closes as rejected names the answer.</summary>
internal sealed class CausesAreNamed : IEventInvariant
{
    public string? Check(EventStep step) => step.Event switch
    {
        ActionClosed { Reason: ReasonCode.Approved or ReasonCode.Rejected } e => Answered(step.Before, e),
        ActionClosed e => Check(step, e.CommandId, e.Actor, e.Status is ActionStatus.Aborted or ActionStatus.Abandoned or ActionStatus.NotRun),
        StageClosed { Status: StageStatus.Rejected } or ExecutionClosed { Status: ExecutionStatus.Rejected } => null,
        StageClosed e => Check(step, e.CommandId, e.Actor, mayBeCaused: true),
        ExecutionClosed e => Check(step, e.CommandId, e.Actor, mayBeCaused: true),
        _ => null,
    };

    private static string? Answered(ExecutionState before, ActionClosed e)
    {
        ApprovalAnswer? answer = before.FindApproval(e.ActionIndex)?.Answer;
        return answer is not null && e.CommandId == answer.CommandId && e.Actor == answer.Actor ? null : $"it names the command {e.CommandId}; expected {answer?.CommandId}.";
    }

    private static string? Check(EventStep step, Guid? command, string? actor, bool mayBeCaused)
    {
        AcceptedCommand? cause = mayBeCaused ? step.Before.Intent?.Command : null;
        return command == cause?.Id && actor == cause?.Actor ? null : $"it names the command {command?.ToString() ?? "none"}; expected {cause?.Id.ToString() ?? "none"}.";
    }
}
