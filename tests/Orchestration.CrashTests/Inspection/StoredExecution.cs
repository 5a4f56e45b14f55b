using Orchestration.Storage;

namespace Orchestration.CrashTests.Inspection;

/// <summary>All that a store holds of one execution.</summary>
internal sealed record StoredExecution(
    ExecutionId Id, IReadOnlyList<ExecutionEvent> History, ExecutionSummary? Summary, IReadOnlyDictionary<Guid, ExecutionId> Commands)
{
    private const int PageSize = 1_000;

    public static async Task<StoredExecution> ReadAsync(IExecutionStore store, ExecutionId id)
    {
        List<ExecutionEvent> history = [];
        int before;
        do
        {
            before = history.Count;
            history.AddRange(await store.ReadAsync(id, before + 1, PageSize, CancellationToken.None));
        }
        while (history.Count > before);
        Dictionary<Guid, ExecutionId> commands = [];
        foreach (Guid command in history.OfType<CommandEvent>().Skip(1).Select(accepted => accepted.CommandId).Distinct())
        {
            if (await store.FindCommandAsync(command, CancellationToken.None) is { } execution)
            {
                commands.Add(command, execution);
            }
        }

        return new StoredExecution(id, history, await store.FindAsync(id, CancellationToken.None), commands);
    }
}
