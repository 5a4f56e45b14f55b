using System.Collections.Concurrent;
using Orchestration.Storage;

namespace Orchestration.Testing;

/// <content>Many calls at once.</content>
public sealed partial class StoreConformance
{
    private const int Streams = 16;
    private const int Rounds = 20;

    private static StoreScenario[] LoadScenarios =>
    [
        Scenario(nameof(ConcurrentAppendsLoseNothingAsync), kit => kit.ConcurrentAppendsLoseNothingAsync()),
        Scenario(nameof(OneOfManyConcurrentAppendsWinsAsync), kit => kit.OneOfManyConcurrentAppendsWinsAsync()),
        Scenario(nameof(ReadersSeeWholeCommitsAsync), kit => kit.ReadersSeeWholeCommitsAsync()),
    ];

    /// <summary>Appends to different streams from many threads, as many at once as the store allows, are all stored.</summary>
    public Task ConcurrentAppendsLoseNothingAsync() => RunAsync(async test =>
    {
        ExecutionId[] executions = [.. Enumerable.Range(0, Streams).Select(_ => test.NewExecution())];
        using SemaphoreSlim slots = new(Math.Min(Streams, test.Store.MaxConcurrentAppends));
        await Parallel.ForEachAsync(executions, Everywhere, async (execution, _) =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                Commit commit = test.Commit(Stored.Append(execution, round, summary: Stored.Summary(execution)));
                await slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
                try
                {
                    await test.CommitAsync(commit).ConfigureAwait(false);
                }
                finally
                {
                    slots.Release();
                }
            }
        }).ConfigureAwait(false);

        foreach (ExecutionId execution in executions)
        {
            Expect.Sequence(
                Enumerable.Range(1, Rounds).Select(sequence => (long)sequence),
                (await test.ReadAsync(execution).ConfigureAwait(false)).Select(happened => happened.Sequence),
                "The sequences of a stream");
        }

        ExecutionPage page = await test.ListAsync(new ExecutionQuery { Limit = 1_000 }).ConfigureAwait(false);
        Expect.Equal(Streams, page.Executions.Count, "Executions in the list");
    });

    /// <summary>Of many appends that expect the same version, exactly one is committed.</summary>
    public Task OneOfManyConcurrentAppendsWinsAsync() => RunAsync(async test =>
    {
        ExecutionId execution = test.NewExecution();
        using SemaphoreSlim slots = new(Math.Min(Streams, test.Store.MaxConcurrentAppends));
        for (int round = 0; round < Rounds; round++)
        {
            int version = round;
            ConcurrentBag<CommitResult> results = [];
            await Parallel.ForEachAsync(Enumerable.Range(0, Streams), Everywhere, async (_, _) =>
            {
                await slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
                try
                {
                    results.Add((await test.AppendAsync(test.Commit(Stored.Append(execution, version))).ConfigureAwait(false))[0]);
                }
                finally
                {
                    slots.Release();
                }
            }).ConfigureAwait(false);
            Expect.Results(
                results.Order(),
                $"{Streams} appends that expect version {version}",
                [CommitResult.Committed, .. Enumerable.Repeat(CommitResult.Conflict, Streams - 1)]);
        }
    });

    /// <summary>Readers beside a writer see each commit whole or not at all, and nothing of it vanishes again.</summary>
    public Task ReadersSeeWholeCommitsAsync() => RunAsync(async test =>
    {
        ExecutionId execution = test.NewExecution();
        const int EventsOfACommit = 3;
        bool isWritten = false;
        async ValueTask WriteAsync()
        {
            for (int round = 0; round < Rounds * 5; round++)
            {
                await test.CommitAsync(Stored.Append(execution, round * EventsOfACommit, EventsOfACommit)).ConfigureAwait(false);
            }

            Volatile.Write(ref isWritten, true);
        }

        async ValueTask ReadAsync()
        {
            int before = 0;
            bool isLast;
            do
            {
                isLast = Volatile.Read(ref isWritten);
                int count = await test.CountAsync(execution).ConfigureAwait(false);
                Expect.Equal(0, count % EventsOfACommit, $"Events beyond whole commits, of {count}");
                Expect.True(count >= before, $"Events seen, {before} before and {count} now");
                before = count;
            }
            while (!isLast);
            Expect.Equal(Rounds * 5 * EventsOfACommit, before, "Events seen at the end");
        }

        ParallelOptions allAtOnce = new() { MaxDegreeOfParallelism = 3 };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 3), allAtOnce, (index, _) => index == 0 ? WriteAsync() : ReadAsync()).ConfigureAwait(false);
    });

    private static ParallelOptions Everywhere => new() { MaxDegreeOfParallelism = Streams };
}
