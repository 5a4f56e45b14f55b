using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Permissions;

namespace Orchestration.Engine;

internal static class ResumeVerb
{
    public static async Task<ExecutionId> RunAsync(VerbCall call, ResumeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request.FromStage);
        await call.AuthorizeAsync(Permission.Execute, request.FromStage, start => RetryStageVerb.StagesFrom(start, request.FromStage)).ConfigureAwait(false);
        call.CheckReason(request.Reason);
        ExecutionState state = await call.AskAsync(static state => state).ConfigureAwait(false);
        CommandBy by = call.By(request.CommandId);
        Payload? input = PayloadInput.ForResume(call, state.Structure, request.Input);
        IReadOnlyList<ExecutionState> ancestors = await call.Engine.LoadAncestorsAsync(state, call.CancellationToken).ConfigureAwait(false);
        IReadOnlyList<StarterIdentity> starter = Starter.ToIdentities(call.Caller);
        CreateItem item = new(
            call.Engine,
            Verb.Resume,
            by.Id,
            CommandContent.OfResume(call.Execution, request.FromStage, request.Reason),
            call.Target,
            (Turn turn, out Draft? next) => Resume.Decide(
                turn.Draft!, request, input, ancestors, RetryStageVerb.Current(call.Engine, turn.State!), by, starter, out next));
        call.Engine.Executions.Post(call.Execution, item);
        return await item.Answer.WaitAsync(call.CancellationToken).ConfigureAwait(false);
    }
}
