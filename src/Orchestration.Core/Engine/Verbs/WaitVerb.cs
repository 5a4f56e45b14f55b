using Orchestration.Snapshots;

namespace Orchestration.Engine;

internal static class WaitVerb
{
    /// <summary>An execution that has left memory is usually closed: its summary says so, and nothing has to be replayed.</summary>
    public static Task<ExecutionSummary> RunAsync(VerbCall call) =>
        call.Engine.Executions.IsLive(call.Execution) ? WaitAsync(call) : FindAsync(call);

    private static async Task<ExecutionSummary> FindAsync(VerbCall call)
    {
        ExecutionSummary? stored = await call.Engine.Store.FindAsync(call.Execution, call.CancellationToken).ConfigureAwait(false);
        return stored is { IsClosed: true } ? stored : await WaitAsync(call).ConfigureAwait(false);
    }

    private static Task<ExecutionSummary> WaitAsync(VerbCall call) =>
        call.AskAsync(static state => state.Closed is null ? null : Summarize.Of(state));
}
