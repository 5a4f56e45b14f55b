using Orchestration.Executions;
using Orchestration.Lifecycles;
using Orchestration.Permissions;

namespace Orchestration.Engine;

/// <summary>Waits for the result of a root run.</summary>
internal static class GetResultVerb
{
    public static async Task<T> RunAsync<T>(VerbCall call)
    {
        await call.AuthorizeAsync(Permission.View).ConfigureAwait(false);
        ChildEnd end = await call.AskAsync(Ask).ConfigureAwait(false);
        return end.Error is { } error ? throw error : call.Engine.Payloads.ReadResult<T>(end.Output, $"the root of execution {call.Execution}");

        ChildEnd? Ask(ExecutionState state) => !state.Structure.IsRoot ? new ChildEnd(call.Invalid($"'{state.Structure.Name}' is no root run; read the outputs of its actions."))
            : state.Closed is null ? null
            : state.Actions[0].Status.HasResult() ? new ChildEnd(Error: null, state.Actions[0].Output)
            : new ChildEnd(ErrorOf(state));
    }

    /// <summary>A root that never began closes as its execution did.</summary>
    private static Exception ErrorOf(ExecutionState state) => state.Actions[0].Status != ActionStatus.NotRun
        ? ActionErrors.Of(state, 0)
        : state.Status == ExecutionStatus.Expired
        ? new ActionExpiredException(state.Id, 0, state.ActionAt(0).Path, state.Closed!.Reason, state.Closed.Actor, $"Execution {state.Id} has expired before its root began.")
        : new ActionAbortedException(state.Id, 0, state.ActionAt(0).Path, state.Closed!.Reason, state.Closed.Text, state.Closed.Actor);
}
