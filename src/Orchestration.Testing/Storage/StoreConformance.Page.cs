namespace Orchestration.Testing;

/// <content>Lists: pages.</content>
public sealed partial class StoreConformance
{
    /// <summary>More than any scenario has: a store that goes round in circles fails instead of hanging.</summary>
    private const int MaxPages = 100;

    private static readonly int[] PageSizes = [1, 5, 6, 11, 12, 13, 1_000];

    private static StoreScenario[] PageScenarios =>
    [
        Scenario(nameof(ListsAreReadInPagesOfAnySizeAsync), kit => kit.ListsAreReadInPagesOfAnySizeAsync()),
        Scenario(nameof(PagesAreStableWhileExecutionsChangeAsync), kit => kit.PagesAreStableWhileExecutionsChangeAsync()),
        Scenario(nameof(APageThatNobodyReturnedIsRefusedAsync), kit => kit.APageThatNobodyReturnedIsRefusedAsync()),
    ];

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
