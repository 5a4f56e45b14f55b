namespace Orchestration.Testing;

/// <content>Lists: filters, order, pages.</content>
public sealed partial class StoreConformance
{
    /// <summary>More than any scenario has: a store that goes round in circles fails instead of hanging.</summary>
    private const int MaxPages = 100;

    private static readonly bool[] BothOrders = [false, true];
    private static readonly int[] PageSizes = [1, 5, 6, 11, 12, 13, 1_000];

    private static StoreScenario[] ListScenarios =>
    [
        Scenario(nameof(ListsAreFilteredByPipelineAsync), kit => kit.ListsAreFilteredByPipelineAsync()),
        Scenario(nameof(ListsAreFilteredByStatusAsync), kit => kit.ListsAreFilteredByStatusAsync()),
        Scenario(nameof(ListsAreFilteredByLabelsAsync), kit => kit.ListsAreFilteredByLabelsAsync()),
        Scenario(nameof(ListsAreFilteredByTimeAsync), kit => kit.ListsAreFilteredByTimeAsync()),
        Scenario(nameof(ListsShowTheLatestOnlyAsync), kit => kit.ListsShowTheLatestOnlyAsync()),
        Scenario(nameof(ListsShowTheStoppableOnlyAsync), kit => kit.ListsShowTheStoppableOnlyAsync()),
        Scenario(nameof(FiltersWorkTogetherAsync), kit => kit.FiltersWorkTogetherAsync()),
        Scenario(nameof(ListsAreReadInPagesOfAnySizeAsync), kit => kit.ListsAreReadInPagesOfAnySizeAsync()),
        Scenario(nameof(PagesAreStableWhileExecutionsChangeAsync), kit => kit.PagesAreStableWhileExecutionsChangeAsync()),
        Scenario(nameof(APageThatNobodyReturnedIsRefusedAsync), kit => kit.APageThatNobodyReturnedIsRefusedAsync()),
    ];

    /// <summary>By pipeline: equal names only.</summary>
    public Task ListsAreFilteredByPipelineAsync() => CheckListsAsync(
        (summary, index) => summary with { Pipeline = index switch { 0 => "release", 1 => "Release", 2 => "release-2", _ => StoredSamples.OddText } },
        count: 4,
        new ExecutionQuery { Pipeline = "release" },
        new ExecutionQuery { Pipeline = StoredSamples.OddText },
        new ExecutionQuery { Pipeline = "rel%" },
        new ExecutionQuery { Pipeline = string.Empty });

    /// <summary>By status: one of those given; none where none is given.</summary>
    public Task ListsAreFilteredByStatusAsync() => CheckListsAsync(
        (summary, index) => summary with { Status = (ExecutionStatus)index },
        count: Enum.GetValues<ExecutionStatus>().Length,
        new ExecutionQuery { Statuses = [ExecutionStatus.Queued] },
        new ExecutionQuery { Statuses = [ExecutionStatus.Stopping, ExecutionStatus.Succeeded, ExecutionStatus.Aborted] },
        new ExecutionQuery { Statuses = Enum.GetValues<ExecutionStatus>() },
        new ExecutionQuery { Statuses = [ExecutionStatus.Failed, ExecutionStatus.Failed] },
        new ExecutionQuery { Statuses = [] });

    /// <summary>By labels: all of those given, names and values exactly.</summary>
    public Task ListsAreFilteredByLabelsAsync()
    {
        Dictionary<string, string>[] labels =
        [
            [],
            new() { ["environment"] = "production" },
            new() { ["environment"] = "production", ["application"] = "shop" },
            new() { ["environment"] = "test", ["application"] = "shop" },
            new() { ["Environment"] = "production", [StoredSamples.OddText] = StoredSamples.OddText },
        ];
        return CheckListsAsync(
            (summary, index) => summary with { Labels = labels[index] },
            count: labels.Length,
            [.. labels.Select(wanted => new ExecutionQuery { Labels = wanted }),
            new ExecutionQuery { Labels = new Dictionary<string, string> { ["application"] = "shop" } },
            new ExecutionQuery { Labels = new Dictionary<string, string> { ["environment"] = "Production" } },
            new ExecutionQuery { Labels = new Dictionary<string, string> { ["environment"] = "production", ["application"] = "none" } },
            new ExecutionQuery { Labels = new Dictionary<string, string> { ["production"] = "environment" } }]);
    }

    /// <summary>By start: from a time, including it, and before a time, excluding it; in any offset.</summary>
    public Task ListsAreFilteredByTimeAsync() => CheckListsAsync(
        (summary, index) => summary with { StartedAt = StoredSamples.Time.AddTicks(index) },
        count: 5,
        new ExecutionQuery { StartedFrom = StoredSamples.Time.AddTicks(2) },
        new ExecutionQuery { StartedBefore = StoredSamples.Time.AddTicks(2) },
        new ExecutionQuery { StartedFrom = StoredSamples.Time.AddTicks(1), StartedBefore = StoredSamples.Time.AddTicks(4) },
        new ExecutionQuery { StartedFrom = StoredSamples.Time.AddTicks(3).ToOffset(TimeSpan.FromHours(5)) },
        new ExecutionQuery { StartedBefore = StoredSamples.Time });

    /// <summary>The latest of each lineage, unless all are asked for.</summary>
    public Task ListsShowTheLatestOnlyAsync() => CheckListsAsync(
        (summary, index) => summary with { IsLatest = index % 2 == 0 },
        count: 5,
        new ExecutionQuery(),
        new ExecutionQuery { LatestOnly = false });

    /// <summary>Those that may be stopped.</summary>
    public Task ListsShowTheStoppableOnlyAsync() => CheckListsAsync(
        (summary, index) => summary with { IsStoppable = index % 2 == 0 },
        count: 5,
        new ExecutionQuery { StoppableOnly = true },
        new ExecutionQuery { StoppableOnly = true, Statuses = [ExecutionStatus.Running] });

    /// <summary>All conditions of a query hold for what it lists.</summary>
    public Task FiltersWorkTogetherAsync()
    {
        Dictionary<string, string> labels = new() { ["a"] = "1", ["b"] = "2" };
        List<ExecutionQuery> queries = [];
        for (int conditions = 0; conditions < 1 << 7; conditions++)
        {
            bool Has(int bit) => (conditions & (1 << bit)) != 0;
            queries.Add(new ExecutionQuery
            {
                Pipeline = Has(0) ? "1" : null,
                Statuses = Has(1) ? [ExecutionStatus.Running, ExecutionStatus.Failed] : null,
                Labels = Has(2) ? labels : null,
                StartedFrom = Has(3) ? StoredSamples.Time.AddSeconds(20) : null,
                StartedBefore = Has(4) ? StoredSamples.Time.AddSeconds(80) : null,
                LatestOnly = Has(5),
                StoppableOnly = Has(6),
                Limit = 1_000,
            });
        }

        return CheckListsAsync(
            (summary, index) => summary with
            {
                Pipeline = (index % 2).ToString(System.Globalization.CultureInfo.InvariantCulture),
                Status = (ExecutionStatus)(index % 7),
                Labels = (index % 3) switch { 0 => labels, 1 => new Dictionary<string, string> { ["a"] = "1" }, _ => summary.Labels },
                StartedAt = StoredSamples.Time.AddSeconds(index),
                IsLatest = index % 5 != 0,
                IsStoppable = index % 4 != 0,
            },
            count: 100,
            [.. queries]);
    }

    /// <summary>Pages of any size, in both orders, give each execution once, in the order of the starts; the last page has no next.</summary>
    public Task ListsAreReadInPagesOfAnySizeAsync() => RunAsync(async test =>
    {
        List<ExecutionId> started = [];
        for (int index = 0; index < 12; index++)
        {
            ExecutionId execution = test.NewExecution();
            started.Add(execution);
            Dictionary<string, string> labels = new() { ["a"] = "1", ["b"] = "2" };
            await test.CommitAsync(Stored.Append(execution, 0, summary: Stored.Summary(execution) with { Labels = labels })).ConfigureAwait(false);
        }

        foreach (bool oldestFirst in BothOrders)
        {
            foreach (Dictionary<string, string>? labels in new[] { null, new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" } })
            {
                foreach (int limit in PageSizes)
                {
                    ExecutionQuery query = new() { OldestFirst = oldestFirst, Limit = limit, Labels = labels };
                    (List<ExecutionId> listed, int pages) = await ListPagesAsync(test, query).ConfigureAwait(false);
                    Expect.Sequence(oldestFirst ? started : Enumerable.Reverse(started), listed, $"Pages of {limit}, oldest first: {oldestFirst}");
                    Expect.Equal((started.Count + limit - 1) / limit, pages, $"How many pages of {limit} there are");
                }
            }
        }
    });

    /// <summary>Whatever starts, closes or is continued between pages: an execution that matches throughout is seen exactly once.</summary>
    public Task PagesAreStableWhileExecutionsChangeAsync() => RunAsync(async test =>
    {
        foreach (bool oldestFirst in BothOrders)
        {
            string pipeline = oldestFirst ? "oldest first" : "newest first";
            List<ExecutionId> started = [];
            async Task StartAsync()
            {
                ExecutionId execution = test.NewExecution();
                started.Add(execution);
                await test.CommitAsync(Stored.Append(execution, 0, summary: Stored.Summary(execution, pipeline))).ConfigureAwait(false);
            }

            for (int index = 0; index < 20; index++)
            {
                await StartAsync().ConfigureAwait(false);
            }

            // Every third one closes, one after another, while the list is read; the others match throughout.
            Queue<ExecutionId> closing = new(started.Where((_, index) => index % 3 == 0));
            ExecutionId[] steady = [.. started.Where((_, index) => index % 3 != 0)];
            List<ExecutionId> seen = [];
            ExecutionQuery query = new() { Pipeline = pipeline, Statuses = [ExecutionStatus.Running], OldestFirst = oldestFirst, Limit = 3 };
            int starts = 0;
            for (string? next = string.Empty; next is not null;)
            {
                ExecutionPage page = await test.ListAsync(next.Length == 0 ? query : query with { After = next }).ConfigureAwait(false);
                seen.AddRange(page.Executions.Select(summary => summary.Id));
                next = page.Next;
                Expect.True(starts <= MaxPages, $"Pages of a list that changes, after '{next}'");
                if (starts++ < 5)
                {
                    await StartAsync().ConfigureAwait(false);
                    ExecutionId closed = closing.Dequeue();
                    ExecutionSummary summary = Stored.Summary(closed, pipeline) with
                    {
                        Status = ExecutionStatus.Succeeded,
                        IsClosed = true,
                        IsStoppable = false,
                    };
                    await test.CommitAsync(Stored.Append(closed, 1, summary: summary)).ConfigureAwait(false);
                }
            }

            Expect.Equal(seen.Count, seen.Distinct().Count(), $"Different executions in the list, {pipeline}");
            Expect.Sequence(
                oldestFirst ? steady : steady.Reverse(), seen.Where(steady.Contains), $"Executions that matched throughout, {pipeline}");
        }
    });

    /// <summary>A text that is not the end of a page is refused as an invalid request.</summary>
    public Task APageThatNobodyReturnedIsRefusedAsync() => RunAsync(async test =>
    {
        string[] keys = ["nonsense", "-1", " 1", string.Empty];
        foreach (string after in keys)
        {
            await Expect.ThrowsAsync<OrchestrationException>(
                () => test.ListAsync(new ExecutionQuery { After = after }),
                $"A list after '{after}'",
                exception => exception.Code == ErrorCode.InvalidRequest).ConfigureAwait(false);
        }
    });

    /// <summary>Stores executions of different kinds and compares lists of them with what <see cref="ExecutionQuery.Matches"/> says.</summary>
    private Task CheckListsAsync(Func<ExecutionSummary, int, ExecutionSummary> vary, int count, params ExecutionQuery[] queries) => RunAsync(async test =>
    {
        List<ExecutionSummary> stored = [];
        for (int index = 0; index < count; index++)
        {
            ExecutionId execution = test.NewExecution();
            stored.Add(vary(Stored.Summary(execution), index));
            await test.CommitAsync(Stored.Append(execution, 0, summary: stored[^1])).ConfigureAwait(false);
        }

        foreach (ExecutionQuery query in queries)
        {
            foreach (bool oldestFirst in BothOrders)
            {
                IEnumerable<ExecutionSummary> ordered = oldestFirst ? stored : Enumerable.Reverse(stored);
                ExecutionPage page = await test.ListAsync(query with { OldestFirst = oldestFirst }).ConfigureAwait(false);
                Expect.Sequence(
                    ordered.Where(query.Matches).Select(StoredSamples.Json), page.Executions.Select(StoredSamples.Json), $"The list of {query}");
            }
        }
    });

    private static async Task<(List<ExecutionId> Listed, int Pages)> ListPagesAsync(StoreUnderTest test, ExecutionQuery query)
    {
        List<ExecutionId> listed = [];
        int pages = 0;
        string? next = null;
        do
        {
            ExecutionPage page = await test.ListAsync(query with { After = next }).ConfigureAwait(false);
            listed.AddRange(page.Executions.Select(summary => summary.Id));
            next = page.Next;
            pages++;
            Expect.True(pages <= MaxPages, $"Pages of a list, after '{next}'");
        }
        while (next is not null);
        return (listed, pages);
    }
}
