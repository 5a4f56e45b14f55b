using Orchestration.Storage;
using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>What a store's fault puts out of order in a tree, and many faults at random.</summary>
public sealed class StoreFaultOrderTests
{
    [Fact]
    public Task A_cancel_of_a_child_whose_start_is_not_stored_yet_hits_no_other() => RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await trial.Gate("one").PassAsync(cancellationToken);
            ChildAction first = context.Start("first", trial.At("first"));
            await trial.Gate("two").PassAsync(cancellationToken);
            ChildAction second = context.Start("second", trial.At("second"));
            await trial.Gate("second").ReachedAsync(1, cancellationToken);
            first.Cancel("not needed");
            trial.Open("cancelled");
            Assert.IsType<ActionAbortedException>(await TreeRuns.ErrorOfAsync(first));
            await second;
        },
        async (trial, store) =>
        {
            await trial.ReachedAsync("one");
            store.FailNext(CommitResult.Failed);
            trial.Open("one");
            await trial.ReachedAsync("two");
            await store.FaultsUsedAsync().WithinAsync(trial.Host.Describe);
            await trial.Host.IdleAsync();
            trial.Open("two");
            await trial.ReachedAsync("second");
            await trial.Host.IdleAsync();
            await trial.Gate("cancelled").PassAsync().WithinAsync(trial.Host.Describe);
            await trial.IsAsync("Running: root=Running (second-1=Running)");

            await trial.AdvanceAsync(1);

            await trial.IsAsync("Running: root=Running (second-1=Running, first-1=Aborted)");
            trial.Open("second");
            await trial.ClosesAsync("Succeeded: root=Succeeded (second-1=Succeeded, first-1=Aborted)");
            Assert.Equal("first=0 second=1", trial.RunsOf("first", "second"));
        });

    [Fact]
    public Task A_start_that_is_stored_only_behind_the_end_of_its_parent_is_refused() => RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await trial.Gate("root").PassAsync(cancellationToken);
            _ = context.Start("late", trial.At("late"));
        },
        async (trial, store) =>
        {
            await trial.ReachedAsync("root");
            await trial.Host.IdleAsync();
            store.FailNext(CommitResult.Failed);
            trial.Open("root");
            await trial.AdvanceAsync(2);
            ActionSnapshot root = await trial.EndsAsync();
            Assert.Equal((ActionStatus.Succeeded, "late=0"), (root.Status, trial.RunsOf("late")));
        });

    [Fact]
    public Task A_decision_that_rests_on_a_read_waits_for_the_store_to_be_read_again() => RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await trial.Gate("root").PassAsync(cancellationToken);
            await context.RunAsync("part", trial.At("part"));
        },
        async (trial, store) =>
        {
            await trial.ReachedAsync("root");
            await trial.Host.IdleAsync();
            store.FailNext(CommitResult.Failed);
            store.FailReads(new InvalidOperationException("no reads"));
            trial.Open("root", "part");
            await trial.AdvanceAsync(5);
            Assert.Equal("part=0", trial.RunsOf("part"));
            store.Repair();
            await trial.AdvanceAsync(2);
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Succeeded)");
            Assert.Equal("part=1", trial.RunsOf("part"));
        });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public Task A_tree_over_a_store_that_breaks_at_random_ends_as_it_would_without(int seed)
    {
        int sum = 0;
        return RunAsync(
            async (trial, context, cancellationToken) =>
            {
                await trial.Gate("root").PassAsync(cancellationToken);
                ChildAction[] cancelled = [.. Enumerable.Range(0, 5).Select(number => context.Start($"cancelled {number}", trial.At("never")))];
                int[] values = await context.ForEachAsync("fold", Enumerable.Range(0, 8), async (item, fold, _) =>
                    (await fold.ForEachAsync("leaf", Enumerable.Range(0, 4), async (leaf, child, token) =>
                    {
                        await trial.Gate($"leaf {item} {leaf}").PassAsync(token);
                        return child.AttemptNumber == 1 && leaf == 3 ? throw new FormatException("once more") : 1;
                    }, options: new ChildOptions { Retries = 1 })).Sum(), maxParallel: 3);
                Array.ForEach(cancelled, child => child.Cancel());
                foreach (ChildOutcome outcome in await context.WhenAllSettled(cancelled, cancellationToken))
                {
                    Assert.IsType<ActionAbortedException>(outcome.Error);
                }

                sum = values.Sum();
            },
            async (trial, store) =>
            {
                await trial.ReachedAsync("root");
                Break(store, new Random(seed));
                Task<ExecutionSummary> closed = trial.Execution.WaitAsync();
                trial.Open([.. Enumerable.Range(0, 32).Select(leaf => $"leaf {leaf / 4} {leaf % 4}"), "root"]);
                await LetTimePassAsync(trial, closed).WithinAsync(trial.Host.Describe);
                ActionSnapshot root = await trial.EndsAsync();
                Assert.Equal((ExecutionStatus.Succeeded, null, 32), ((await closed).Status, root.Failure?.Message, sum));
                Assert.Equal((13, 5), (root.Children.Count, root.Children.Count(child => child.Status == ActionStatus.Aborted)));
                Assert.All(root.Children.Where(child => child.Key!.StartsWith("fold", StringComparison.Ordinal)), fold => Assert.Equal(4, fold.Children.Count));
                Assert.All(Enumerable.Range(0, 32), leaf => Assert.Equal(leaf % 4 == 3 ? 2 : 1, trial.Gate($"leaf {leaf / 4} {leaf % 4}").Arrivals));
            });
    }

    /// <summary>Moves the clock as long as somebody may wait for the store to work again.</summary>
    private static async Task LetTimePassAsync(TreeTrial trial, Task until)
    {
        while (!until.IsCompleted)
        {
            await trial.AdvanceAsync(1);
            await Task.Yield();
        }
    }

    private static void Break(FaultyStore store, Random random)
    {
        for (int count = 0; count < 120; count++)
        {
            switch (random.Next(6))
            {
                case 0:
                    store.FailNext(CommitResult.Failed);
                    break;
                case 1:
                    store.FailNext(CommitResult.Conflict);
                    break;
                case 2:
                    store.LoseAnswerOfNext(random.Next(1, 12));
                    break;
                case 3:
                    store.ThrowNext(new InvalidOperationException("the disk is gone"));
                    break;
                default:
                    store.PassNext();
                    break;
            }
        }
    }

    /// <summary>Signalled code has all the time that the test lets pass.</summary>
    private static Task RunAsync(Func<TreeTrial, ActionContext, CancellationToken, Task> root, Func<TreeTrial, FaultyStore, Task> body)
    {
        FaultyStore store = new();
        return TreeTrial.RunAsync(
            trial => Pipeline.Root("tree", (context, cancellationToken) => root(trial, context, cancellationToken)),
            trial => body(trial, store),
            builder => builder.Services.AddOrchestration(options => options.DefaultGrace = TimeSpan.FromDays(365)),
            new OrchestrationTestOptions { OpenStore = () => store });
    }
}
