using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Watching a stopped execution: from any sequence, without gaps or repeats, and ending where it was asked to.</summary>
public sealed class WatchTests
{
    [Fact]
    public Task Stopping_is_seen_before_stopped_and_the_watch_ends_behind_the_close() => Trial.RunAsync("build: a b", async trial =>
    {
        await trial.ReachedAsync("a", "b");
        Task<List<ExecutionEvent>> watching = AllAsync(trial.Execution.WatchAsync());
        await trial.StopAsync();
        trial.Open("a", "b");

        List<ExecutionEvent> seen = await watching.WithinAsync(trial.Host.Describe);

        Assert.Equal(Enumerable.Range(1, seen.Count), seen.Select(one => (int)one.Sequence));
        Assert.IsType<ExecutionClosed>(seen[^1]);
        Assert.True(seen.FindIndex(one => one is StopRequested) < seen.FindIndex(one => one is StageStopping));
        Assert.Equal((await trial.Execution.GetAsync()).Version, seen[^1].Sequence);
    });

    [Fact]
    public Task It_begins_at_any_sequence() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.StopAsync(StopMode.Abandon);
        await trial.IsAsync("Stopped [build: Stopped (a=Abandoned)]");
        IReadOnlyList<ExecutionEvent> all = await trial.Execution.EventsAsync();

        foreach (WatchUntil until in new[] { WatchUntil.Closed, WatchUntil.Now })
        {
            for (int from = 1; from <= all.Count; from++)
            {
                WatchRequest request = new() { FromSequence = from, Until = until };
                List<ExecutionEvent> seen = await AllAsync(trial.Execution.WatchAsync(request)).WithinAsync(trial.Host.Describe);
                Assert.Equal(all.Skip(from - 1).Select(one => one.Sequence), seen.Select(one => one.Sequence));
            }
        }

        WatchRequest wrong = new() { FromSequence = 0 };
        await trial.RefusedAsync(ErrorCode.InvalidRequest, execution => AllAsync(execution.WatchAsync(wrong)));
        await trial.RefusedAsync(ErrorCode.ExecutionNotFound, _ => AllAsync(trial.Orchestrator.GetHandle(new ExecutionId(Guid.NewGuid())).WatchAsync()));
    });

    [Theory]
    [InlineData(WatchUntil.Closed)]
    [InlineData(WatchUntil.Now)]
    public Task Behind_the_close_there_is_nothing_to_wait_for(WatchUntil until) => Trial.RunAsync("build: a", async trial =>
    {
        trial.Open("a");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
        WatchRequest rest = new() { FromSequence = (await trial.Execution.GetAsync()).Version + 1, Until = until };

        Assert.Empty(await AllAsync(trial.Execution.WatchAsync(rest)).WithinAsync(trial.Host.Describe));
    });

    [Fact]
    public Task Until_now_it_waits_for_nothing() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        List<ExecutionEvent> seen = await AllAsync(trial.Execution.WatchAsync(new WatchRequest { Until = WatchUntil.Now })).WithinAsync(trial.Host.Describe);
        Assert.Equal((await trial.Execution.GetAsync()).Version, seen.Count);
    });

    [Fact]
    public Task For_ever_it_goes_on_through_a_close_an_orphan_and_a_retry() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        using CancellationTokenSource end = new();
        Task<List<ExecutionEvent>> watching = UntilAsync(
            trial.Execution.WatchAsync(new WatchRequest { Until = WatchUntil.Forever }, end.Token), seen => seen is ExecutionClosed { Status: ExecutionStatus.Succeeded });
        await trial.StopAsync(StopMode.Abandon);
        trial.Open("a");
        await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
        await trial.Execution.RetryStageAsync("build");

        List<ExecutionEvent> seen = await watching.WithinAsync(trial.Host.Describe);

        Assert.Equal(Enumerable.Range(1, seen.Count), seen.Select(one => (int)one.Sequence));
        Assert.Equal(2, seen.Count(one => one is ExecutionClosed));
        Assert.Single(seen.OfType<OrphanReturned>());
        await end.CancelAsync();
    });

    [Fact]
    public Task A_reopened_execution_goes_on_with_the_same_sequence_and_a_watch_from_before_ends_behind_the_last_close() => Trial.RunAsync("build: a; deploy: b", async trial =>
    {
        trial.Fail("a");
        await trial.ClosesAsync("Failed [build: Failed (a=Failed); deploy: NotRun (b=NotRun)]");
        long before = (await trial.Execution.GetAsync()).Version;
        trial.Open("a");
        await trial.Execution.RetryStageAsync("build");
        await trial.ReachedAsync("b");

        Task<List<ExecutionEvent>> watching = AllAsync(trial.Execution.WatchAsync());
        trial.Open("b");
        List<ExecutionEvent> seen = await watching.WithinAsync(trial.Host.Describe);

        Assert.Equal(Enumerable.Range(1, seen.Count), seen.Select(one => (int)one.Sequence));
        Assert.IsType<StageRetryRequested>(seen[(int)before]);
        Assert.Equal([ExecutionStatus.Failed, ExecutionStatus.Succeeded], seen.OfType<ExecutionClosed>().Select(closed => closed.Status));
    });

    [Fact]
    public Task Events_come_without_gaps_while_they_are_made() => Trial.RunAsync("build: a b c d e f g h; deploy: i j k l", async trial =>
    {
        Task<List<ExecutionEvent>>[] watches = [.. Enumerable.Range(0, 8).Select(_ => AllAsync(trial.Execution.WatchAsync()))];
        foreach (char name in "abcdefghijkl")
        {
            trial.Open(name.ToString());
        }

        foreach (List<ExecutionEvent> seen in await Task.WhenAll(watches).WithinAsync(trial.Host.Describe))
        {
            Assert.Equal(Enumerable.Range(1, seen.Count), seen.Select(one => (int)one.Sequence));
            Assert.IsType<ExecutionClosed>(seen[^1]);
        }
    });

    private static Task<List<ExecutionEvent>> AllAsync(IAsyncEnumerable<ExecutionEvent> events) => UntilAsync(events, _ => false);

    private static async Task<List<ExecutionEvent>> UntilAsync(IAsyncEnumerable<ExecutionEvent> events, Predicate<ExecutionEvent> last)
    {
        List<ExecutionEvent> seen = [];
        await foreach (ExecutionEvent happened in events)
        {
            seen.Add(happened);
            if (last(happened))
            {
                break;
            }
        }

        return seen;
    }
}
