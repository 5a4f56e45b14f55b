using Orchestration.Executions;

namespace Orchestration.Exploration.Invariants;

/// <summary>
/// What closes because of an intent, a mark or an answer names that command and its actor; what closes by itself, or because the engine asked,
/// names none. A stage closes for what closed in it, an execution for its stage.
/// </summary>
internal sealed class CausesAreNamed : IEventInvariant
{
    public string? Check(EventStep step) => step.Event switch
    {
        ActionClosed e => Check(OfAction(step.Before, e), e.CommandId, e.Actor),
        StageClosed e => Check(OfStage(step.Before, e), e.CommandId, e.Actor),
        ExecutionClosed e when step.Before.Finish is { } finish => Check(finish.CommandId, e.CommandId, e.Actor),
        ExecutionClosed e => Check(OfExecution(step.Before, e.CommandId), e.CommandId, e.Actor),
        FinalizingStarted e => Check(OfExecution(step.Before, e.CommandId), e.CommandId, e.Actor),
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

        AcceptedCommand? answer = before.Commands.Find(command => command.Sequence == before.Version && command.Verb is Verb.Approve or Verb.Reject or Verb.Intervene);
        return own is not null ? own.Command?.CallerId : answer?.Id;
    }

    private static Guid? OfStage(ExecutionState before, StageClosed e)
    {
        StageState stage = before.Stages[e.StageIndex];
        if (before.Intent is { } intent)
        {
            return intent.Command.CallerId;
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

    private static Guid? OfExecution(ExecutionState before, Guid? named) => before.Intent is { } intent
        ? intent.Command.CallerId
        : Array.Exists(before.Stages, stage => stage.Closed is { } closed && closed.CommandId == named) ? named : null;

    private static string? Check(Guid? expected, Guid? command, string? actor) =>
        command == expected && actor is null == command is null ? null : $"it names the command {command?.ToString() ?? "none"}; expected {expected?.ToString() ?? "none"}.";
}
