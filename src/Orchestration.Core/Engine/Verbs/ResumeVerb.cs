using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Permissions;

namespace Orchestration.Engine;

internal static class ResumeVerb
{
    public static async Task<ExecutionId> RunAsync(VerbCall call, ResumeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request.FromStage);
        await call.AuthorizeAsync(Permission.Execute, request.FromStage, structure => RetryStageVerb.StagesFrom(structure, request.FromStage)).ConfigureAwait(false);
        call.CheckReason(request.Reason);
        ExecutionState state = await call.AskAsync(static state => state).ConfigureAwait(false);
        ResumeItem item = new(
            call.Engine,
            request,
            PayloadInput.ForResume(call, state.Structure, request.Input),
            await call.Engine.LoadAncestorsAsync(state, call.CancellationToken).ConfigureAwait(false),
            new CommandBy(request.CommandId ?? call.Engine.NewCommandId(), call.Caller.Actor),
            Starter.ToIdentities(call.Caller),
            call.Target);
        call.Engine.Executions.Post(call.Execution, item);
        return await item.Answer.WaitAsync(call.CancellationToken).ConfigureAwait(false);
    }
}
