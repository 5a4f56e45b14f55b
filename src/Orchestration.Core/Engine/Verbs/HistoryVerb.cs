using Orchestration.Permissions;

namespace Orchestration.Engine;

internal static class HistoryVerb
{
    public static async Task<IReadOnlyList<ExecutionSummary>> RunAsync(VerbCall call)
    {
        await call.AuthorizeAsync(Permission.View).ConfigureAwait(false);
        ExecutionSummary summary = await call.Engine.Store.FindAsync(call.Execution, call.CancellationToken).ConfigureAwait(false)
            ?? throw Refusals.ExecutionNotFound(Verb.History, call.Target);
        IReadOnlyList<ExecutionSummary> lineage = await call.Engine.Store.ReadLineageAsync(summary.Lineage.Root, call.CancellationToken).ConfigureAwait(false);
        return call.Engine.Authorizer.AllowsAll ? lineage : await ListVerb.VisibleAsync(call, lineage).ConfigureAwait(false);
    }
}
