using Orchestration.Storage;
using Orchestration.Testing;
using Orchestration.Tests.Conformance;
using Orchestration.Tests.Conformance.Support;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>How far an action is: stored in order, shown in snapshots, and refused from code that has nothing to say any more.</summary>
public sealed class ProgressTests
{
    [Fact]
    public Task A_watch_shows_each_report_in_its_order_and_a_snapshot_the_newest() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await context.ReportProgressAsync(0, 3, "begun", cancellationToken);
            await context.RunAsync("part", async (part, token) =>
            {
                for (int done = 1; done <= 3; done++)
                {
                    await part.ReportProgressAsync(done, done == 3 ? null : 3, done == 2 ? null : $"step {done}", token);
                }

                await trial.Gate("part").PassAsync(token);
            });
            await context.ReportProgressAsync(3, 3, cancellationToken: cancellationToken);
            await trial.Gate("root").PassAsync(cancellationToken);
        },
        async trial =>
        {
            await trial.ReachedAsync("part");
            DateTimeOffset now = trial.Host.Time.GetUtcNow();
            Assert.Equal(new ProgressSnapshot(0, 3, "begun", now), (await trial.RootAsync()).Progress);
            Assert.Equal(new ProgressSnapshot(3, null, "step 3", now), (await trial.ChildAsync("part-1")).Progress);
            await trial.AdvanceAsync(5);
            trial.Open("part");
            await trial.ReachedAsync("root");
            Assert.Equal(new ProgressSnapshot(3, null, "step 3", now), (await trial.ChildAsync("part-1")).Progress);
            Assert.Equal(new ProgressSnapshot(3, 3, null, now.AddSeconds(5)), (await trial.RootAsync()).Progress);
            trial.Open("root");

            List<string> watched = [];
            await foreach (ExecutionEvent happened in trial.Execution.WatchAsync().WithCancellation(CancellationToken.None))
            {
                if (happened is ProgressReported e)
                {
                    watched.Add($"{e.Action} {e.Attempt} {e.Done}/{e.Total} {e.Message}");
                }
            }

            Assert.Equal(
                ["root 1 0/3 begun", "root/part-1 1 1/3 step 1", "root/part-1 1 2/3 ", "root/part-1 1 3/ step 3", "root 1 3/3 "], watched);
            Assert.Equal(3, (await trial.RootAsync()).Progress!.Done);
        });

    [Fact]
    public Task Reports_of_many_children_are_kept_apart() => TreeTrial.RunAsync(
        (trial, context, _) => context.ForEachAsync("part", Enumerable.Range(0, 20), async (item, part, token) =>
        {
            await part.ReportProgressAsync(item, 20, cancellationToken: token);
            await trial.Gate("part").PassAsync(token);
        }),
        async trial =>
        {
            await trial.ReachedTimesAsync("part", 20);
            Assert.Equal(Enumerable.Range(0, 20).Select(item => (long)item), (await trial.RootAsync()).Children.Select(child => child.Progress!.Done));
        });

    [Theory]
    [InlineData(-1L, null, 0)]
    [InlineData(0L, -1L, 0)]
    [InlineData(0L, null, 201)]
    [InlineData(long.MinValue, long.MinValue, 1_000)]
    public Task What_is_no_progress_is_refused(long done, long? total, int length) => TreeTrial.RunAsync(
        async (_, context, cancellationToken) =>
        {
            OrchestrationException refusal = await Assert.ThrowsAsync<OrchestrationException>(
                () => context.ReportProgressAsync(done, total, new string('x', length), cancellationToken));
            Assert.Equal((ErrorCode.InvalidRequest, Verb.ReportProgress, "root"), (refusal.Code, refusal.Verb, refusal.Target?.Action));
        },
        async trial =>
        {
            await trial.ClosesAsync("Succeeded: root=Succeeded");
            Assert.Empty(await trial.EventsAsync<ProgressReported>());
        });

    [Theory]
    [InlineData(0L, null, 0)]
    [InlineData(5L, 3L, 200)]
    [InlineData(long.MaxValue, 0L, 1)]
    public Task Everything_else_is_taken_as_it_is(long done, long? total, int length) => TreeTrial.RunAsync(
        (_, context, cancellationToken) => context.ReportProgressAsync(done, total, new string('x', length), cancellationToken),
        async trial =>
        {
            await trial.EndsAsync();
            ProgressReported told = Assert.Single(await trial.EventsAsync<ProgressReported>());
            Assert.Equal((done, total, length), (told.Done, told.Total, told.Message!.Length));
        });

    [Fact]
    public Task A_signalled_attempt_is_told_that_it_is() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            ChildAction part = context.Start("part", async (child, token) =>
            {
                await trial.Deaf("part")(child, token);
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => child.ReportProgressAsync(1, cancellationToken: CancellationToken.None));
                trial.Open("told");
            });
            await trial.Gate("part").ReachedAsync(1, cancellationToken);
            part.Cancel();
            Assert.IsType<ActionAbortedException>(await TreeRuns.ErrorOfAsync(part));
            await trial.Gate("told").PassAsync(cancellationToken);
        },
        async trial =>
        {
            await trial.UntilAsync("Running: root=Running (part-1=Stopping)");
            trial.Open("part");
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Aborted)");
            Assert.Empty(await trial.EventsAsync<ProgressReported>());
        });

    [Fact]
    public Task An_orphan_is_refused() => TreeTrial.RunAsync(
        (trial, context, _) => context.RunAsync("part", async (child, token) =>
        {
            await trial.Deaf("part")(child, token);
            Exception? error = await Record.ExceptionAsync(() => child.ReportProgressAsync(1, cancellationToken: CancellationToken.None));
            trial.Gate("told").Fail(error ?? new InvalidOperationException("It was taken."));
        }),
        async trial =>
        {
            await trial.ReachedAsync("part");
            await trial.Execution.AbortActionAsync(new AbortActionRequest("tree", "root/part-1") { Mode = StopMode.Abandon });
            await trial.EndsAsync();
            trial.Open("part");
            await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
            await Refused.AsAsync(ErrorCode.AttemptFenced, () => trial.Gate("told").PassAsync());
            Assert.Empty(await trial.EventsAsync<ProgressReported>());
        });

    [Fact]
    public async Task A_report_that_comes_behind_the_end_of_its_attempt_is_refused_and_not_taken_for_stored()
    {
        await using HeldStore store = new();
        await TreeTrial.RunAsync(
            trial => Pipeline.Root("tree", (context, _) => context.RunAsync("part", async (child, token) =>
            {
                await trial.Deaf("part")(child, token);
                Task report = child.ReportProgressAsync(1, cancellationToken: CancellationToken.None);
                trial.Open("sent");
                Exception? error = await Record.ExceptionAsync(() => report);
                trial.Gate("told").Fail(error ?? new InvalidOperationException("It was taken."));
            })),
            async trial =>
            {
                await trial.ReachedAsync("part");
                Task<Receipt>? abort = null;
                await store.HoldAsync(() => abort = trial.Execution.AbortActionAsync(new AbortActionRequest("tree", "root/part-1") { Mode = StopMode.Abandon }));
                trial.Open("part");
                await trial.Gate("sent").PassAsync().WithinAsync(trial.Host.Describe);
                store.Release();
                await abort!.WithinAsync(trial.Host.Describe);
                await Refused.AsAsync(ErrorCode.AttemptFenced, () => trial.Gate("told").PassAsync());
                Assert.Empty(await trial.EventsAsync<ProgressReported>());
            },
            options: new OrchestrationTestOptions { OpenStore = () => store });
    }

    [Fact]
    public async Task A_report_that_the_store_does_not_take_can_be_sent_again()
    {
        FaultyStore store = new();
        await TreeTrial.RunAsync(
            trial => Pipeline.Root("tree", async (context, cancellationToken) =>
            {
                await trial.Gate("root").PassAsync(cancellationToken);
                OrchestrationException refusal = await Assert.ThrowsAsync<OrchestrationException>(() => context.ReportProgressAsync(1, cancellationToken: cancellationToken));
                Assert.Equal(ErrorCode.StoreUnavailable, refusal.Code);
                await context.ReportProgressAsync(1, cancellationToken: cancellationToken);
            }),
            async trial =>
            {
                await trial.ReachedAsync("root");
                await trial.Host.IdleAsync();
                store.FailNext(CommitResult.Failed);
                trial.Open("root");
                await trial.AdvanceAsync(1);
                await trial.ClosesAsync("Succeeded: root=Succeeded");
                Assert.Single(await trial.EventsAsync<ProgressReported>());
            },
            options: new OrchestrationTestOptions { OpenStore = () => store });
    }
}
