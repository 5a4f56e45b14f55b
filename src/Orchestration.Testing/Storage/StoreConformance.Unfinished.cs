namespace Orchestration.Testing;

/// <content>Lists: the executions on which the engine still works, which it looks for when it starts.</content>
public sealed partial class StoreConformance
{
    private static StoreScenario[] UnfinishedScenarios =>
    [
        Scenario(nameof(ListsShowTheUnfinishedOnlyAsync), kit => kit.ListsShowTheUnfinishedOnlyAsync()),
        Scenario(nameof(AClosedExecutionIsUnfinishedWhileItReleasesAsync), kit => kit.AClosedExecutionIsUnfinishedWhileItReleasesAsync()),
        Scenario(nameof(UnfinishedExecutionsAreReadInPagesAsync), kit => kit.UnfinishedExecutionsAreReadInPagesAsync()),
        Scenario(nameof(PagesOfUnfinishedExecutionsAreStableAsync), kit => kit.PagesOfUnfinishedExecutionsAreStableAsync()),
        Restart(nameof(UnfinishedExecutionsAreFoundAfterARestartAsync), kit => kit.UnfinishedExecutionsAreFoundAfterARestartAsync()),
    ];

    private static ExecutionQuery AllUnfinished { get; } = new() { UnfinishedOnly = true, LatestOnly = false, OldestFirst = true };

    /// <summary>Those that are open or release their resources, alone and together with other conditions.</summary>
    public Task ListsShowTheUnfinishedOnlyAsync() => CheckListsAsync(
        (summary, index) => OfKind(summary, index) with { IsLatest = index % 3 == 0 },
        count: 12,
        AllUnfinished,
        new ExecutionQuery { UnfinishedOnly = true },
        new ExecutionQuery { UnfinishedOnly = true, LatestOnly = false, StoppableOnly = true },
        new ExecutionQuery { UnfinishedOnly = true, LatestOnly = false, Statuses = [ExecutionStatus.Failed] },
        new ExecutionQuery { UnfinishedOnly = true, LatestOnly = false, Statuses = [ExecutionStatus.Failed, ExecutionStatus.Running] },
        new ExecutionQuery { UnfinishedOnly = true, LatestOnly = false, Statuses = [ExecutionStatus.Succeeded] });

    /// <summary>An execution is listed while it is open, not after its close, and again for as long as it releases.</summary>
    public Task AClosedExecutionIsUnfinishedWhileItReleasesAsync() => RunAsync(async test =>
    {
        ExecutionId execution = test.NewExecution();
        ExecutionSummary open = Stored.Summary(execution);
        ExecutionSummary releasing = Closed(open) with { IsReleasing = true };
        (string When, ExecutionSummary Summary, bool IsUnfinished)[] steps =
        [
            ("open", open, true),
            ("closed", Closed(open), false),
            ("releasing", releasing, true),
            ("released", releasing with { IsReleasing = false }, false),
            ("open again", open, true),
            ("closed and releasing at once", releasing, true),
            ("released again", Closed(open), false),
        ];
        int version = 0;
        foreach ((string when, ExecutionSummary summary, bool isUnfinished) in steps)
        {
            // A commit without a summary changes nothing of it.
            await test.CommitAsync(Stored.Append(execution, version++, summary: summary)).ConfigureAwait(false);
            await test.CommitAsync(Stored.Append(execution, version++)).ConfigureAwait(false);
            ExecutionPage page = await test.ListAsync(AllUnfinished).ConfigureAwait(false);
            Expect.Equal(isUnfinished ? 1 : 0, page.Executions.Count, $"Unfinished executions where the only one is {when}");
            Expect.Summary(summary, await test.FindAsync(execution).ConfigureAwait(false), $"The summary of an execution that is {when}");
        }
    });

    /// <summary>Pages of any size, in both orders, give each unfinished execution once, whatever lies between them; the last page has no next.</summary>
    public Task UnfinishedExecutionsAreReadInPagesAsync() => RunAsync(async test =>
    {
        List<ExecutionId> unfinished = [];
        for (int index = 0; index < 24; index++)
        {
            ExecutionSummary summary = await StartAsync(test, index).ConfigureAwait(false);
            if (AllUnfinished.Matches(summary))
            {
                unfinished.Add(summary.Id);
            }
        }

        foreach (bool oldestFirst in BothOrders)
        {
            foreach (int limit in PageSizes)
            {
                (List<ExecutionId> listed, int pages) =
                    await ListPagesAsync(test, AllUnfinished with { OldestFirst = oldestFirst, Limit = limit }).ConfigureAwait(false);
                Expect.Sequence(oldestFirst ? unfinished : Enumerable.Reverse(unfinished), listed, $"Pages of {limit}, oldest first: {oldestFirst}");
                Expect.Equal((unfinished.Count + limit - 1) / limit, pages, $"How many pages of {limit} there are");
            }
        }
    });

    /// <summary>
    /// Whatever starts, closes, begins to release or ends it between pages: an execution that is unfinished throughout is seen exactly once,
    /// and no other more than once.
    /// </summary>
    public Task PagesOfUnfinishedExecutionsAreStableAsync() => RunAsync(async test =>
    {
        List<ExecutionSummary> started = [];
        while (started.Count < 20)
        {
            started.Add(await StartAsync(test, started.Count).ConfigureAwait(false));
        }

        foreach (bool oldestFirst in BothOrders)
        {
            // The open ones change, one after another, while the list is read; those that release go on, and what is closed stays so.
            Queue<ExecutionId> changing = new(started.Where((_, index) => index % 4 == 0).Select(summary => summary.Id));
            ExecutionId[] steady = [.. started.Where(summary => summary.IsReleasing).Select(summary => summary.Id)];
            ExecutionId[] finished = [.. started.Where(summary => summary.IsClosed && !summary.IsReleasing).Select(summary => summary.Id)];
            List<ExecutionId> seen = [];
            ExecutionQuery query = AllUnfinished with { OldestFirst = oldestFirst, Limit = 3 };
            int pages = 0;
            for (string? next = string.Empty; next is not null;)
            {
                ExecutionPage page = await test.ListAsync(next.Length == 0 ? query : query with { After = next }).ConfigureAwait(false);
                seen.AddRange(page.Executions.Select(summary => summary.Id));
                next = page.Next;
                Expect.True(pages <= MaxPages, $"Pages of a list that changes, after '{next}'");
                if (pages++ < 4)
                {
                    started.Add(await StartAsync(test, started.Count).ConfigureAwait(false));
                    await ChangeAsync(test, changing.Dequeue()).ConfigureAwait(false);
                }
            }

            Expect.Equal(seen.Count, seen.Distinct().Count(), $"Different executions in the list, oldest first: {oldestFirst}");
            Expect.Sequence(
                oldestFirst ? steady : steady.Reverse(), seen.Where(steady.Contains), $"Executions that release throughout, oldest first: {oldestFirst}");
            Expect.Equal(0, seen.Count(finished.Contains), $"Finished executions in the list, oldest first: {oldestFirst}");
        }
    });

    /// <summary>The next owner finds what is open and what releases, and nothing else.</summary>
    public Task UnfinishedExecutionsAreFoundAfterARestartAsync() => RunAsync(async test =>
    {
        List<ExecutionSummary> started = [];
        while (started.Count < 8)
        {
            started.Add(await StartAsync(test, started.Count).ConfigureAwait(false));
        }

        await test.RestartAsync().ConfigureAwait(false);
        ExecutionPage page = await test.ListAsync(AllUnfinished).ConfigureAwait(false);
        Expect.Sequence(
            started.Where(AllUnfinished.Matches).Select(StoredSamples.Json), page.Executions.Select(StoredSamples.Json), "Unfinished executions after a restart");
    });

    private static async Task<ExecutionSummary> StartAsync(StoreUnderTest test, int index)
    {
        ExecutionId execution = test.NewExecution();
        ExecutionSummary summary = OfKind(Stored.Summary(execution), index);
        await test.CommitAsync(Stored.Append(execution, 0, summary: summary)).ConfigureAwait(false);
        return summary;
    }

    /// <summary>What is open closes, what is closed begins to release, and what releases ends that.</summary>
    private static async Task ChangeAsync(StoreUnderTest test, ExecutionId execution)
    {
        ExecutionSummary before = (await test.FindAsync(execution).ConfigureAwait(false))!;
        ExecutionSummary after = Closed(before) with { IsReleasing = before.IsClosed && !before.IsReleasing };
        await test.CommitAsync(Stored.Append(execution, await test.CountAsync(execution).ConfigureAwait(false), summary: after)).ConfigureAwait(false);
    }

    /// <summary>Of four, one is open, one releases, and two are finished.</summary>
    private static ExecutionSummary OfKind(ExecutionSummary summary, int index) => (index % 4) switch
    {
        0 => summary,
        2 => Closed(summary) with { IsReleasing = true },
        _ => Closed(summary),
    };

    private static ExecutionSummary Closed(ExecutionSummary summary) =>
        summary with { Status = ExecutionStatus.Failed, IsClosed = true, IsStoppable = false };
}
