using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>One child for each item: never more at once than the limit, none behind a failure, results in the order of the items.</summary>
public sealed class ForEachTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public Task Never_more_at_once_than_the_limit_and_as_many_as_it_allows(int limit)
    {
        int most = 0;
        int running = 0;
        int[] results = [];
        return TreeTrial.RunAsync(
            async (trial, context, _) => results = await context.ForEachAsync("item", Enumerable.Range(0, 10), async (item, _, token) =>
            {
                int now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                await trial.Gate($"{item}").PassAsync(token);
                Interlocked.Decrement(ref running);
                return item * item;
            }, limit),
            async trial =>
            {
                for (int item = 0; item < 10; item++)
                {
                    int last = Math.Min(item + limit, 10) - 1;
                    await trial.ReachedAsync($"{last}");
                    await trial.Host.IdleAsync();
                    Assert.Equal(0, trial.Gate($"{last + 1}").Arrivals);
                    trial.Open($"{item}");
                }

                await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
                Assert.Equal(limit, most);
                Assert.Equal(Enumerable.Range(0, 10).Select(item => item * item), results);
                Assert.Equal(Enumerable.Range(0, 10).Select(item => $"item-1[{item}]"), await trial.AddedAsync());
            });
    }

    [Fact]
    public Task Results_stand_in_the_order_of_the_items_whatever_ends_first()
    {
        string[] results = [];
        return TreeTrial.RunAsync(
            async (trial, context, _) => results = await context.ForEachAsync("item", (string[])["x", "y", "z"], async (item, _, token) =>
            {
                await trial.Gate(item).PassAsync(token);
                return item + item;
            }),
            async trial =>
            {
                await trial.ReachedAsync("x", "y", "z");
                foreach (string item in (string[])["z", "y", "x"])
                {
                    trial.Open(item);
                    await trial.Host.IdleAsync();
                }

                await trial.ClosesAsync("Succeeded: root=Succeeded (item-1[0]=Succeeded, item-1[1]=Succeeded, item-1[2]=Succeeded)");
                Assert.Equal(["xx", "yy", "zz"], results);
            });
    }

    [Fact]
    public Task Nothing_begins_behind_a_failure_and_what_runs_runs_on()
    {
        Exception? error = null;
        int taken = 0;
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                error = await Record.ExceptionAsync(() => context.ForEachAsync("item", Items(() => taken++), (item, _, token) => trial.Gate($"{item}").PassAsync(token), 2));
                await trial.Gate("root").PassAsync(cancellationToken);
            },
            async trial =>
            {
                await trial.ReachedAsync("0", "1");
                trial.Open("0");
                await trial.ReachedAsync("2");
                trial.Fail("1");
                await trial.ReachedAsync("root");
                await trial.IsAsync("Running: root=Running (item-1[0]=Succeeded, item-1[1]=Failed, item-1[2]=Running)");
                Assert.Equal("tree/root/item-1[1]", Assert.IsType<ActionFailedException>(error).Path);
                trial.Open("2");
                await trial.UntilAsync("Running: root=Running (item-1[0]=Succeeded, item-1[1]=Failed, item-1[2]=Succeeded)");
                trial.Open("root");
                await trial.ClosesAsync("Succeeded: root=Succeeded (item-1[0]=Succeeded, item-1[1]=Failed, item-1[2]=Succeeded)");
                Assert.Equal(4, taken);
            });
    }

    [Fact]
    public Task An_abort_of_one_item_is_a_failure_to_it() => TreeTrial.RunAsync(
        async (trial, context, _) => Assert.IsType<ActionAbortedException>(
            await Record.ExceptionAsync(() => context.ForEachAsync("item", Enumerable.Range(0, 5), (item, _, token) => trial.Gate($"{item}").PassAsync(token), 1))),
        async trial =>
        {
            await trial.ReachedAsync("0");
            await trial.AbortAsync("item-1[0]");
            await trial.ClosesAsync("Succeeded: root=Succeeded (item-1[0]=Aborted)");
        });

    [Fact]
    public Task The_signal_of_its_attempt_ends_it_and_begins_nothing_more()
    {
        Exception? error = null;
        return TreeTrial.RunAsync(
            async (trial, context, _) => await context.Start("a", async (a, _) =>
                error = await Record.ExceptionAsync(() => a.ForEachAsync("item", Enumerable.Range(0, 5), (item, _, token) => trial.Gate($"{item}").PassAsync(token), 1)),
                new() { Key = "a" }).ErrorAsync(),
            async trial =>
            {
                await trial.ReachedAsync("0");
                await trial.AbortAsync("a");
                await trial.ClosesAsync("Succeeded: root=Succeeded (a=Aborted (item-1[0]=Aborted))");
                Assert.IsAssignableFrom<OperationCanceledException>(error);
            });
    }

    [Fact]
    public Task Keys_are_those_of_the_calls_and_the_indices() => TreeTrial.RunAsync(
        async (_, context, _) =>
        {
            for (int call = 0; call < 2; call++)
            {
                await context.ForEachAsync("item", [1, 2], (_, _, _) => Task.CompletedTask);
            }

            await context.ForEachAsync("item", [1, 2], (_, _, _) => Task.CompletedTask, options: new() { Key = "own" });
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => context.ForEachAsync("item", [1], (_, _, _) => Task.CompletedTask, 0));
            OrchestrationException again = await Assert.ThrowsAsync<OrchestrationException>(
                () => context.ForEachAsync("item", [1, 2], (_, _, _) => Task.CompletedTask, 1, new() { Key = "own" }));
            Assert.Equal(ErrorCode.DuplicateKey, again.Code);
        },
        async trial =>
        {
            await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
            Assert.Equal(["item-1[0]", "item-1[1]", "item-2[0]", "item-2[1]", "own[0]", "own[1]"], await trial.AddedAsync());
            Assert.Equal(ExecutionStatus.Succeeded, (await trial.Execution.GetAsync()).Status);
        });

    [Fact]
    public Task A_sequence_that_throws_is_the_caller_s_own_failure() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await Assert.ThrowsAsync<FormatException>(() => context.ForEachAsync("item", Items(() => { }, fails: true), (item, _, token) => trial.Gate($"{item}").PassAsync(token)));
            await trial.Gate("root").PassAsync(cancellationToken);
        },
        async trial =>
        {
            await trial.ReachedAsync("root", "0");
            await trial.IsAsync("Running: root=Running (item-1[0]=Running)");
            trial.Open("0");
            await trial.UntilAsync("Running: root=Running (item-1[0]=Succeeded)");
            trial.Open("root");
            await trial.ClosesAsync("Succeeded: root=Succeeded (item-1[0]=Succeeded)");
        });

    private static IEnumerable<int> Items(Action take, bool fails = false)
    {
        for (int item = 0; item < 10; item++)
        {
            take();
            yield return fails && item == 1 ? throw new FormatException("no more") : item;
        }
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen = Volatile.Read(ref most);
        while (value > seen && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
            seen = Volatile.Read(ref most);
        }
    }
}
