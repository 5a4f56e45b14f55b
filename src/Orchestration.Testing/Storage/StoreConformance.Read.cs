using Orchestration.Storage;

namespace Orchestration.Testing;

/// <content>What is read, and where there is nothing.</content>
public sealed partial class StoreConformance
{
    private static StoreScenario[] ReadScenarios =>
    [
        Scenario(nameof(HistoriesAreReadInPagesAsync), kit => kit.HistoriesAreReadInPagesAsync()),
        Scenario(nameof(WhatIsUnknownIsNotFoundAsync), kit => kit.WhatIsUnknownIsNotFoundAsync()),
        Scenario(nameof(SummariesAreReadBackAsync), kit => kit.SummariesAreReadBackAsync()),
        Scenario(nameof(ASummaryStaysUntilThereIsANewOneAsync), kit => kit.ASummaryStaysUntilThereIsANewOneAsync()),
        Scenario(nameof(LineagesAreReadByIterationAsync), kit => kit.LineagesAreReadByIterationAsync()),
        Scenario(nameof(CommandsAreFoundAsync), kit => kit.CommandsAreFoundAsync()),
        Scenario(nameof(TheAuditIsReadInPagesAsync), kit => kit.TheAuditIsReadInPagesAsync()),
        Scenario(nameof(CancelledReadsThrowAsync), kit => kit.CancelledReadsThrowAsync()),
    ];

    /// <summary>From any sequence and with any limit, pages together give the history without gaps and repeats.</summary>
    public Task HistoriesAreReadInPagesAsync() => RunAsync(async test =>
    {
        ExecutionId execution = test.NewExecution();
        ExecutionId neighbour = test.NewExecution();
        int version = 0;
        int[] commits = [1, 5, 2, 1, 7, 3];
        foreach (int events in commits)
        {
            await test.CommitAsync(Stored.Append(execution, version, events)).ConfigureAwait(false);
            await test.CommitAsync(Stored.Append(neighbour, version, events)).ConfigureAwait(false);
            version += events;
        }

        for (int from = 1; from <= version + 2; from++)
        {
            IEnumerable<long> wanted = Enumerable.Range(from, Math.Max(0, version - from + 1)).Select(sequence => (long)sequence);
            int[] limits = [1, 2, 4, version, 1_000];
            foreach (int limit in limits)
            {
                Expect.Sequence(
                    wanted, await ReadPagesAsync(test, execution, from, limit).ConfigureAwait(false), $"Pages of {limit} from event {from}");
            }
        }
    });

    private static async Task<List<long>> ReadPagesAsync(StoreUnderTest test, ExecutionId execution, long from, int limit)
    {
        List<long> sequences = [];
        while (true)
        {
            IReadOnlyList<ExecutionEvent> page = await test.ReadAsync(execution, from, limit).ConfigureAwait(false);
            if (page.Count == 0)
            {
                return sequences;
            }

            Expect.Equal(from, page[0].Sequence, "The first event of a page");
            sequences.AddRange(page.Select(happened => happened.Sequence));
            from = page[^1].Sequence + 1;
        }
    }

    /// <summary>Unknown ids have no events, no summary, no lineage and no command; a new store has no list and no audit.</summary>
    public Task WhatIsUnknownIsNotFoundAsync() => RunAsync(async test =>
    {
        ExecutionId unknown = test.NewExecution();
        Expect.Equal(0, await test.CountAsync(unknown).ConfigureAwait(false), "Events of an unknown execution");
        Expect.Summary(null, await test.FindAsync(unknown).ConfigureAwait(false), "The summary of an unknown execution");
        Expect.Equal(
            0, (await test.Store.ReadLineageAsync(unknown, CancellationToken.None).ConfigureAwait(false)).Count, "The lineage of an unknown execution");
        Expect.Equal(null, await test.FindCommandAsync(unknown.Value).ConfigureAwait(false), "The execution of an unknown command");
        ExecutionPage page = await test.ListAsync(new ExecutionQuery { LatestOnly = false }).ConfigureAwait(false);
        Expect.Equal(0, page.Executions.Count, "Executions of a new store");
        Expect.Equal(null, page.Next, "The next page of a new store");
        Expect.Equal(0, (await test.ReadAuditAsync().ConfigureAwait(false)).Count, "Audit entries of a new store");
    });

    /// <summary>A summary is read with all that it had, and with all that it had not.</summary>
    public Task SummariesAreReadBackAsync() => RunAsync(async test =>
    {
        ExecutionId minimal = test.NewExecution();
        ExecutionId full = test.NewExecution();
        ExecutionSummary summary = StoredSamples.FullSummary(full, StoredSamples.OddText);
        await test.CommitAsync(
            Stored.Append(minimal, 0, summary: Stored.Summary(minimal)), Stored.Append(full, 0, summary: summary)).ConfigureAwait(false);
        Expect.Summary(Stored.Summary(minimal), await test.FindAsync(minimal).ConfigureAwait(false), "A summary with only what is required");
        Expect.Summary(summary, await test.FindAsync(full).ConfigureAwait(false), "A summary with everything");
    });

    /// <summary>A commit without a summary leaves the one that is there; one with a summary replaces it.</summary>
    public Task ASummaryStaysUntilThereIsANewOneAsync() => RunAsync(async test =>
    {
        ExecutionId execution = test.NewExecution();
        ExecutionSummary first = Stored.Summary(execution);
        await test.CommitAsync(Stored.Append(execution, 0, summary: first)).ConfigureAwait(false);
        await test.CommitAsync(Stored.Append(execution, 1)).ConfigureAwait(false);
        Expect.Summary(first, await test.FindAsync(execution).ConfigureAwait(false), "The summary after a commit without one");

        ExecutionSummary second = first with { Status = ExecutionStatus.Succeeded, IsClosed = true, IsStoppable = false, IsLatest = false };
        await test.CommitAsync(Stored.Append(execution, 2, summary: second)).ConfigureAwait(false);
        Expect.Summary(second, await test.FindAsync(execution).ConfigureAwait(false), "The summary after a commit with one");
        ExecutionQuery all = new() { LatestOnly = false };
        ExecutionPage page = await test.ListAsync(all).ConfigureAwait(false);
        Expect.Sequence([ExecutionStatus.Succeeded], page.Executions.Select(summary => summary.Status), "The statuses in the list");
        ExecutionQuery[] before = [new(), all with { StoppableOnly = true }, all with { Statuses = [ExecutionStatus.Running] }];
        foreach (ExecutionQuery query in before)
        {
            page = await test.ListAsync(query).ConfigureAwait(false);
            Expect.Equal(0, page.Executions.Count, $"Executions in a list by what the summary was before, {query}");
        }
    });

    /// <summary>A lineage is read in the order of its iterations, without other lineages; one of its later ids is no root.</summary>
    public Task LineagesAreReadByIterationAsync() => RunAsync(async test =>
    {
        ExecutionId root = test.NewExecution();
        ExecutionId stranger = test.NewExecution();
        await test.CommitAsync(
            Stored.Append(root, 0, summary: Stored.Summary(root)), Stored.Append(stranger, 0, summary: Stored.Summary(stranger))).ConfigureAwait(false);
        List<ExecutionId> chain = [root];
        for (int iteration = 2; iteration <= 11; iteration++)
        {
            ExecutionId next = test.NewExecution();
            Lineage place = new(root, iteration, chain[^1], "stage");
            ExecutionSummary continued = Stored.Summary(chain[^1]) with
            {
                IsLatest = false,
                Lineage = iteration == 2 ? new Lineage(root) : place with { Iteration = iteration - 1, ResumedFrom = chain[^2] },
            };
            await test.CommitAsync(
                Stored.Append(next, 0, summary: Stored.Summary(next) with { Lineage = place }),
                Stored.Append(chain[^1], 1, summary: continued)).ConfigureAwait(false);
            chain.Add(next);
        }

        IReadOnlyList<ExecutionSummary> lineage = await test.Store.ReadLineageAsync(root, CancellationToken.None).ConfigureAwait(false);
        Expect.Sequence(chain, lineage.Select(summary => summary.Id), "The executions of a lineage");
        Expect.Sequence(
            chain.Select(execution => execution == chain[^1]), lineage.Select(summary => summary.IsLatest), "Which of them is the latest");
        Expect.Sequence(
            [chain[^1], stranger],
            (await test.ListAsync(new ExecutionQuery()).ConfigureAwait(false)).Executions.Select(summary => summary.Id),
            "The latest of each lineage, newest first");
        Expect.Equal(
            0, (await test.Store.ReadLineageAsync(chain[^1], CancellationToken.None).ConfigureAwait(false)).Count, "Executions under a later id");
    });

    /// <summary>Each command id leads to its execution.</summary>
    public Task CommandsAreFoundAsync() => RunAsync(async test =>
    {
        ExecutionId one = test.NewExecution();
        ExecutionId other = test.NewExecution();
        Guid first = test.NewId();
        Guid second = test.NewId();
        await test.CommitAsync(test.Commit(
            [Stored.Append(one, 0), Stored.Append(other, 0)], [new CommandEntry(first, one), new CommandEntry(second, other)])).ConfigureAwait(false);
        Expect.Equal(one, await test.FindCommandAsync(first).ConfigureAwait(false), "The execution of the first command");
        Expect.Equal(other, await test.FindCommandAsync(second).ConfigureAwait(false), "The execution of the second command");
    });

    /// <summary>Audit entries keep what they had; positions grow in the order of writing; pages go from the newest back.</summary>
    public Task TheAuditIsReadInPagesAsync() => RunAsync(async test =>
    {
        AuditEntry full = StoredSamples.FullAuditEntry(StoredSamples.OddText);
        await test.CommitAsync(test.Commit([], [], full, Stored.Audit("1"))).ConfigureAwait(false);
        await test.CommitAsync(test.Commit([], [], Stored.Audit("2"))).ConfigureAwait(false);
        await test.CommitAsync(test.Commit([], [], Stored.Audit("3"), Stored.Audit("4"))).ConfigureAwait(false);

        IReadOnlyList<AuditEntry> all = await test.ReadAuditAsync().ConfigureAwait(false);
        Expect.Sequence(["4", "3", "2", "1", full.Actor], all.Select(entry => entry.Actor), "Actors of the audit, newest first");
        Expect.Equal(StoredSamples.Json(full with { Position = all[^1].Position }), StoredSamples.Json(all[^1]), "An entry with everything");
        for (int index = 1; index < all.Count; index++)
        {
            Expect.True(all[index].Position < all[index - 1].Position, $"Positions {all[index].Position} and {all[index - 1].Position}, newest first");
        }

        IReadOnlyList<AuditEntry> page = await test.ReadAuditAsync(limit: 2).ConfigureAwait(false);
        Expect.Sequence(["4", "3"], page.Select(entry => entry.Actor), "The first page of two");
        page = await test.ReadAuditAsync(limit: 2, before: page[^1].Position).ConfigureAwait(false);
        Expect.Sequence(["2", "1"], page.Select(entry => entry.Actor), "The second page of two");
        page = await test.ReadAuditAsync(limit: 2, before: page[^1].Position).ConfigureAwait(false);
        Expect.Sequence([full.Actor], page.Select(entry => entry.Actor), "The last page");
        page = await test.ReadAuditAsync(limit: 2, before: page[^1].Position).ConfigureAwait(false);
        Expect.Equal(0, page.Count, "Entries behind the last page");
    });

    /// <summary>Reads with a cancelled token throw.</summary>
    public Task CancelledReadsThrowAsync() => RunAsync(async test =>
    {
        CancellationToken cancelled = new(canceled: true);
        ExecutionId execution = test.NewExecution();
        await test.CommitAsync(Stored.Append(execution, 0, summary: Stored.Summary(execution))).ConfigureAwait(false);
        (string Name, Func<Task> Read)[] reads =
        [
            ("ReadAsync", async () => await test.Store.ReadAsync(execution, 1, 1, cancelled).ConfigureAwait(false)),
            ("ListAsync", async () => await test.Store.ListAsync(new ExecutionQuery(), cancelled).ConfigureAwait(false)),
            ("FindAsync", async () => await test.Store.FindAsync(execution, cancelled).ConfigureAwait(false)),
            ("ReadLineageAsync", async () => await test.Store.ReadLineageAsync(execution, cancelled).ConfigureAwait(false)),
            ("FindCommandAsync", async () => await test.Store.FindCommandAsync(execution.Value, cancelled).ConfigureAwait(false)),
            ("FindPipelineAsync", async () => await test.Store.FindPipelineAsync("pipeline", cancelled).ConfigureAwait(false)),
            ("ReadPipelinesAsync", async () => await test.Store.ReadPipelinesAsync(cancelled).ConfigureAwait(false)),
            ("ReadAuditAsync", async () => await test.Store.ReadAuditAsync(1, before: null, cancelled).ConfigureAwait(false)),
        ];
        foreach ((string name, Func<Task> read) in reads)
        {
            await Expect.ThrowsAsync<OperationCanceledException>(read, name + " with a cancelled token").ConfigureAwait(false);
        }

        Expect.Equal(1, await test.CountAsync(execution).ConfigureAwait(false), "Events that are read afterwards");
    });
}
