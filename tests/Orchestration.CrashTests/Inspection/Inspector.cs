using Microsoft.Extensions.DependencyInjection;
using Orchestration.CrashTests.Stores;
using Orchestration.Storage;

namespace Orchestration.CrashTests.Inspection;

/// <summary>Compares what was said with what is stored.</summary>
internal sealed class Inspector(ICrashStore store, string folder, Findings findings)
{
    private readonly Dictionary<ExecutionId, List<ToldLine>> _facts = [];

    public int Facts => _facts.Values.Sum(facts => facts.Count);

    public int Executions => _facts.Count;

    /// <summary>Looks at every execution that a process has spoken of.</summary>
    public async Task InspectAsync(IReadOnlyList<ToldLine> lines)
    {
        HashSet<ExecutionId> touched = [];
        foreach (ToldLine line in lines)
        {
            if (line.Execution is { } execution)
            {
                touched.Add(execution);
                FactsOf(execution).Add(line);
            }
        }

        await using IExecutionStore opened = store.Create(folder);
        await opened.OpenAsync(CancellationToken.None);
        foreach (ExecutionId execution in touched)
        {
            await InspectAsync(opened, execution, isQuiet: false);
        }
    }

    /// <summary>Looks at everything that was ever said or stored, when nothing runs any more.</summary>
    public async Task InspectAllAsync()
    {
        await using (IExecutionStore opened = store.Create(folder))
        {
            await opened.OpenAsync(CancellationToken.None);
            foreach (ExecutionId execution in _facts.Keys.Union(await ListAsync(opened)).ToArray())
            {
                await InspectAsync(opened, execution, isQuiet: true);
            }
        }

        await AskAsync();
    }

    private static async Task<IReadOnlyList<ExecutionId>> ListAsync(IExecutionStore opened)
    {
        List<ExecutionId> all = [];
        ExecutionQuery query = new() { LatestOnly = false, Limit = 1_000 };
        do
        {
            ExecutionPage page = await opened.ListAsync(query, CancellationToken.None);
            all.AddRange(page.Executions.Select(execution => execution.Id));
            query = query with { After = page.Next };
        }
        while (query.After is not null);
        return all;
    }

    private async Task InspectAsync(IExecutionStore opened, ExecutionId execution, bool isQuiet)
    {
        StoredExecution stored = await StoredExecution.ReadAsync(opened, execution);
        HistoryRules.Check(stored, findings);
        FactRules.Check(stored, FactsOf(execution), findings);
        if (isQuiet)
        {
            QuietRules.Check(stored, findings);
        }
    }

    /// <summary>Every command once more, through the front door: its receipt is found, and its execution stands in its lineage.</summary>
    private async Task AskAsync()
    {
        ServiceCollection services = new();
        store.Use(services.AddOrchestration(), folder);
        await using ServiceProvider provider = services.BuildServiceProvider();
        IOrchestrator orchestrator = provider.GetRequiredService<IOrchestrator>();
        foreach (ToldLine line in _facts.Values.SelectMany(facts => facts).Where(line => line.Fact is Fact.Started or Fact.Resumed or Fact.Accepted))
        {
            await ReceiptRules.CheckAsync(orchestrator, line, findings);
        }
    }

    private List<ToldLine> FactsOf(ExecutionId execution)
    {
        if (!_facts.TryGetValue(execution, out List<ToldLine>? facts))
        {
            facts = [];
            _facts.Add(execution, facts);
        }

        return facts;
    }
}
