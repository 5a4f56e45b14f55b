using Orchestration.Executions;
using Orchestration.Permissions;
using Orchestration.Snapshots;

namespace Orchestration.Engine;

/// <summary>A page of an execution's actions, without what is below them.</summary>
internal static class ListActionsVerb
{
    private const int MaxLimit = 1_000;

    public static async Task<IReadOnlyList<ActionSnapshot>> RunAsync(VerbCall call, ActionQuery query)
    {
        await call.AuthorizeAsync(Permission.View).ConfigureAwait(false);
        if (query.Limit is < 1 or > MaxLimit)
        {
            throw call.Invalid($"{query.Limit} actions are asked for; 1 to {MaxLimit} are possible.");
        }

        return await call.AskAsync(state => Page(state, query)).ConfigureAwait(false);
    }

    private static ActionSnapshot[] Page(ExecutionState state, ActionQuery query) =>
    [
        .. Candidates(state, query)
            .Where(index => query.Statuses?.Contains(state.Actions[index].Status) ?? true)
            .Take(query.Limit)
            .Select(index => Snapshot.OfAction(state, state.ActionAt(index), state.Actions[index], withChildren: false)),
    ];

    private static IEnumerable<int> Candidates(ExecutionState state, ActionQuery query)
    {
        int first = Math.Max(0, query.After + 1 ?? 0);
        return query.Parent is { } parent
            ? parent < 0 || parent >= state.ActionCount || state.LinksOf(parent).LastChild == 0 ? [] : state.Tree!.ChildrenOf(parent).Select(child => child.Index).TakeWhile(index => index >= first).Reverse()
            : Enumerable.Range(first, Math.Max(0, state.ActionCount - first));
    }
}
