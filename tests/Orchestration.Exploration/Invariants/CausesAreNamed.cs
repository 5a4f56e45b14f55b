using Orchestration.Executions;
using Orchestration.Exploration.Rules;

namespace Orchestration.Exploration.Invariants;

/// <summary>
/// What closes because of an intent, a mark or an answer names that command and its actor; what closes by itself, or because the engine asked,
/// names none. A stage closes for what closed in it, an execution for its stage.
/// </summary>
internal sealed class CausesAreNamed : IEventInvariant
{
    public string? Check(EventStep step) => step.Event switch
    {
        ActionClosed e when step.Before.ActionAt(e.ActionIndex).IsChild => OfChild(step.Before, e),
        ActionClosed e => Check(OfAction(step.Before, e), e.CommandId, e.Actor),
        StageClosed e => Check(OfStage(step.Before, e), e.CommandId, e.Actor),
        ExecutionClosed e when step.Before.Finish is { } finish => Check(finish.CommandId, e.CommandId, e.Actor),
        ExecutionClosed e => Check(OfExecution(step.Before, e.Status, e.CommandId), e.CommandId, e.Actor),
        FinalizingStarted e => Check(OfExecution(step.Before, e.Status, e.CommandId), e.CommandId, e.Actor),
        _ => null,
    };

    private static Guid? OfAction(ExecutionState before, ActionClosed e)
    {
        ActionIntent? own = before.FindIntent(e.ActionIndex);
        bool isTorn = e.Status is ActionStatus.Aborted or ActionStatus.Abandoned;
        if (own is null ? isTorn : before.IsTornDown(own))
        {
            return before.Intent?.Command.CallerId;
        }

        if (e.Status == ActionStatus.NotRun)
        {
            return before.Intent is { } intent ? intent.Command.CallerId : before.Mark?.Command.CallerId;
        }

        if (TreeRule.IsDecided(before, e.ActionIndex))
        {
            return null;
        }

        AcceptedCommand? answer = before.Commands.Find(command => command.Sequence == before.Version && command.Verb is Verb.Approve or Verb.Reject or Verb.Intervene);
        return own is not null ? own.Command?.CallerId : answer?.Id;
    }

    /// <summary>What ends a child names who asked for it, of several causes one; its own result names nobody.</summary>
    private static string? OfChild(ExecutionState before, ActionClosed e)
    {
        AcceptedCommand?[] causes = [.. TreeRule.Ends(before, e.ActionIndex).Select(end => end.Command), before.Intent?.Command];
        bool isTorn = e.Status is ActionStatus.Aborted or ActionStatus.Abandoned;
        bool isMarked = e.Reason == ReasonCode.MarkedFailed;
        return !isTorn && !isMarked ? (e.CommandId is null && e.Actor is null ? null : $"it names the command {e.CommandId} of {e.Actor}, and ended by itself.")
            : Array.Exists(causes, cause => cause?.CallerId == e.CommandId && (cause?.CallerId is null && cause?.Verb != Verb.Cancel ? null : cause.Actor) == e.Actor) ? null
            : e is { CommandId: null, Actor: null } && (causes.Length == 0 || e.Reason is ReasonCode.ParentEnded or ReasonCode.HostEnded || Array.TrueForAll(causes, cause => cause?.CallerId is null)) ? null
            : $"it names the command {e.CommandId} of {e.Actor}; possible are [{string.Join(", ", causes.Select(cause => cause?.CallerId))}].";
    }

    private static Guid? OfStage(ExecutionState before, StageClosed e)
    {
        StageState stage = before.Stages[e.StageIndex];
        if (before.Intent is { } intent)
        {
            return ClosesAsReturned.Allows(before, intent) && e.Status is StageStatus.Succeeded or StageStatus.Failed ? null : intent.Command.CallerId;
        }

        bool isEntered = stage.Status is StageStatus.Running or StageStatus.Stopping or StageStatus.RollingBack;
        if (!isEntered || e.CommandId is null)
        {
            return isEntered ? before.Mark?.Command.Id : null;
        }

        IEnumerable<Guid?> causes = before.Mark is { } mark
            ? [mark.Command.Id]
            : Enumerable.Range(before.Structure.Stages[e.StageIndex].FirstAction, before.Structure.Stages[e.StageIndex].ActionCount)
                .Select(index => before.Actions[index])
                .Where(action => action.Status is ActionStatus.Failed or ActionStatus.Rejected or ActionStatus.Aborted or ActionStatus.Abandoned)
                .Select(action => (action.Closed as ActionClosed)?.CommandId);
        return causes.FirstOrDefault(cause => cause == e.CommandId);
    }

    private static Guid? OfExecution(ExecutionState before, ExecutionStatus status, Guid? named) => before.Intent is { } intent
        ? ClosesAsReturned.Allows(before, intent) && status is ExecutionStatus.Succeeded or ExecutionStatus.Failed ? null : intent.Command.CallerId
        : Array.Exists(before.Stages, stage => stage.Closed is { } closed && closed.CommandId == named) ? named : null;

    private static string? Check(Guid? expected, Guid? command, string? actor) =>
        command == expected && actor is null == command is null ? null : $"it names the command {command?.ToString() ?? "none"}; expected {expected?.ToString() ?? "none"}.";
}
