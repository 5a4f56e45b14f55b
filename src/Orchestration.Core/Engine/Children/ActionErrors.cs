using Orchestration.Executions;

namespace Orchestration.Engine;

/// <summary>How the end of an action that has no result is thrown to those who await it.</summary>
internal static class ActionErrors
{
    public static ActionException Of(ExecutionState state, int node)
    {
        string path = state.ActionAt(node).Path;
        ActionStatus status = state.Actions[node].Status;
        ActionClosed? closed = state.Actions[node].Closed as ActionClosed;
        ReasonCode reason = closed?.Reason ?? ReasonCode.AbortRequested;
        string name = $"Action '{path}' of execution {state.Id}";
        return status switch
        {
            ActionStatus.Failed or ActionStatus.Ignored => new ActionFailedException(state.Id, node, path, reason, closed?.Actor, closed?.Failure),
            ActionStatus.Expired => new ActionExpiredException(
                state.Id, node, path, reason, closed?.Actor, $"{name} has expired: {closed?.Failure?.Message ?? "the time limit of what is around it has passed."}"),
            ActionStatus.Abandoned => new ActionAbandonedException(
                state.Id, node, path, reason, closed?.Actor, $"{name} was abandoned ({reason}){(reason == ReasonCode.HostEnded ? "." : "; its code may still run.")}"),
            ActionStatus.Rejected => new ActionRejectedException(state.Id, node, path, reason, closed?.Actor, $"{name} was rejected by {closed?.Actor}."),
            _ => new ActionAbortedException(state.Id, node, path, reason, TextOf(state, closed), closed?.Actor),
        };
    }

    /// <summary>The reason of who asked: children tell it themselves, other actions name the command.</summary>
    private static string? TextOf(ExecutionState state, ActionClosed? closed) =>
        closed?.Text ?? (closed?.CommandId is { } id && state.HasCommands ? state.Commands.Find(command => command.Id == id)?.Reason : null);
}
