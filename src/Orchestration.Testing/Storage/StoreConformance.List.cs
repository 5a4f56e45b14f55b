namespace Orchestration.Testing;

/// <content>Lists: filters and order.</content>
public sealed partial class StoreConformance
{
    private static readonly bool[] BothOrders = [false, true];

    private static StoreScenario[] ListScenarios =>
    [
        Scenario(nameof(ListsAreFilteredByPipelineAsync), kit => kit.ListsAreFilteredByPipelineAsync()),
        Scenario(nameof(ListsAreFilteredByStatusAsync), kit => kit.ListsAreFilteredByStatusAsync()),
        Scenario(nameof(ListsAreFilteredByLabelsAsync), kit => kit.ListsAreFilteredByLabelsAsync()),
        Scenario(nameof(ListsAreFilteredByTimeAsync), kit => kit.ListsAreFilteredByTimeAsync()),
        Scenario(nameof(ListsShowTheLatestOnlyAsync), kit => kit.ListsShowTheLatestOnlyAsync()),
        Scenario(nameof(ListsShowTheStoppableOnlyAsync), kit => kit.ListsShowTheStoppableOnlyAsync()),
        Scenario(nameof(FiltersWorkTogetherAsync), kit => kit.FiltersWorkTogetherAsync()),
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
        for (int conditions = 0; conditions < 1 << 8; conditions++)
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
                UnfinishedOnly = Has(7),
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
                IsClosed = index % 3 != 0,
                IsReleasing = index % 11 == 0,
            },
            count: 100,
            [.. queries]);
    }

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
}
