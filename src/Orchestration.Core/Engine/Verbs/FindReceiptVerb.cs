using Orchestration.Permissions;

namespace Orchestration.Engine;

internal static class FindReceiptVerb
{
    /// <summary>The execution that accepted a command; an execution's own id is the id of the command that started it.</summary>
    public static async Task<ExecutionId?> FindExecutionAsync(EngineCore engine, Guid commandId, CancellationToken cancellationToken)
    {
        ExecutionId own = new(commandId);
        return await engine.Store.FindAsync(own, cancellationToken).ConfigureAwait(false) is not null
            ? own
            : await engine.Store.FindCommandAsync(commandId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Who may not view anything isn't told that there is nothing.</summary>
    public static async Task<Receipt?> NotFoundAsync(VerbCall call)
    {
        await call.Engine.Authorizer
            .CheckAsync(call.Caller, call.Verb, Permission.View, call.Target, labels: null, [], call.CancellationToken)
            .ConfigureAwait(false);
        return null;
    }

    public static async Task<CommandAnswer> RunAsync(VerbCall call, Guid commandId)
    {
        await call.AuthorizeAsync(Permission.View).ConfigureAwait(false);
        object answer = await call.AskAsync<object>(
            state => ReceiptReader.Find(state, commandId) is { } command ? new CommandAnswer(command, state.Status, HasEffect: true) : null).ConfigureAwait(false);
        return (CommandAnswer)answer;
    }
}
