namespace Orchestration.Engine;

internal static class ListVerb
{
    private const int MaxLimit = 1_000;

    public static async Task<ExecutionPage> RunAsync(VerbCall call, ExecutionQuery query)
    {
        if (query.Limit is < 1 or > MaxLimit)
        {
            throw call.Invalid($"a page has 1 to {MaxLimit} executions, not {query.Limit}.");
        }

        ExecutionPage page = await call.Engine.Store.ListAsync(query, call.CancellationToken).ConfigureAwait(false);
        return call.Engine.Authorizer.AllowsAll
            ? page
            : page with { Executions = await VisibleAsync(call, page.Executions).ConfigureAwait(false) };
    }

    /// <summary>What the caller may not view is left out.</summary>
    public static async Task<IReadOnlyList<ExecutionSummary>> VisibleAsync(VerbCall call, IReadOnlyList<ExecutionSummary> executions)
    {
        List<ExecutionSummary> visible = [];
        foreach (ExecutionSummary execution in executions)
        {
            if (await call.Engine.Authorizer.MayViewAsync(call.Caller, execution, call.CancellationToken).ConfigureAwait(false))
            {
                visible.Add(execution);
            }
        }

        return visible;
    }
}
