using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Permissions;

namespace Orchestration.Engine;

internal static class ReapplyVerb
{
    public static async Task<ExecutionId> RunAsync(VerbCall call, ReapplyRequest request)
    {
        ArgumentNullException.ThrowIfNull(request.Stage);
        await call.AuthorizeAsync(
            Permission.Execute, request.Stage, start => start.Structure.FindStage(request.Stage) is { } stage ? [stage] : []).ConfigureAwait(false);
        call.CheckReason(request.Reason);
        ExecutionState state = await call.AskAsync(static state => state).ConfigureAwait(false);
        CommandBy by = call.By(request.CommandId);
        string content = CommandContent.OfReapply(call.Execution, request.Stage, request.Reason);
        if (request.CommandId is not null && await FindKnownAsync(call, by.Id, content).ConfigureAwait(false) is { } known)
        {
            return known;
        }

        IReadOnlyList<ExecutionState> ancestors = await call.Engine.LoadAncestorsAsync(state, call.CancellationToken).ConfigureAwait(false);
        IReadOnlyList<StarterIdentity> starter = Starter.ToIdentities(call.Caller);
        CreateItem item = new(
            call.Engine,
            Verb.Reapply,
            by.Id,
            content,
            call.Target,
            (Turn turn, out Draft? next) => Reapply.Decide(
                turn.Draft!, request, ancestors, RetryStageVerb.Current(call.Engine, turn.State!), turn.Pipeline, by, starter, out next));
        call.Engine.Executions.Post(call.Execution, item);
        try
        {
            return await item.Answer.WaitAsync(call.CancellationToken).ConfigureAwait(false);
        }
        catch (OrchestrationException lost) when (lost.Code == ErrorCode.Conflict && request.CommandId is not null)
        {
            // The same command, sent at the same moment, may have been stored and be closed meanwhile.
            if (await FindKnownAsync(call, by.Id, content).ConfigureAwait(false) is { } made)
            {
                return made;
            }

            throw;
        }
    }

    /// <summary>The execution that this very command has created; null where there is none of its id.</summary>
    private static async Task<ExecutionId?> FindKnownAsync(VerbCall call, Guid id, string content)
    {
        ExecutionState? known = await call.Engine.LoadAsync(new ExecutionId(id), call.CancellationToken).ConfigureAwait(false);
        return known is null || CommandContent.Of(known.Start) == content
            ? known?.Id
            : throw OrchestrationException.Refuse(ErrorCode.Conflict, Verb.Reapply, call.Target, $"the command id {id} was used for another command.");
    }
}
