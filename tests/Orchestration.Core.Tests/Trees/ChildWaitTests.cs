using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>The ways to wait for several children.</summary>
public sealed class ChildWaitTests
{
    [Fact]
    public Task When_any_gives_the_one_that_ends_first_however_it_ends()
    {
        List<string> firsts = [];
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                List<ChildAction> open = Start(trial, context, "a", "b", "c");
                while (open.Count > 0)
                {
                    ChildAction first = await context.WhenAny(open, cancellationToken);
                    firsts.Add($"{first.Key}={first.Status}");
                    open.Remove(first);
                    trial.Open($"saw {first.Key}");
                }
            },
            async trial =>
            {
                await trial.ReachedAsync("a", "b", "c");
                trial.Open("b");
                await trial.Gate("saw b").PassAsync().WithinAsync(trial.Host.Describe);
                trial.Fail("c");
                await trial.Gate("saw c").PassAsync().WithinAsync(trial.Host.Describe);
                await trial.AbortAsync("a");
                await trial.ClosesAsync("Succeeded: root=Succeeded (a=Aborted, b=Succeeded, c=Failed)");
                Assert.Equal(["b=Succeeded", "c=Failed", "a=Aborted"], firsts);
            });
    }

    [Fact]
    public Task When_each_gives_them_in_the_order_of_their_ends()
    {
        List<string> order = [];
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                List<ChildAction> all = Start(trial, context, "a", "b", "c");
                await foreach (ChildAction child in context.WhenEach(all, cancellationToken))
                {
                    order.Add(child.Key);
                    trial.Open($"saw {child.Key}");
                }
            },
            async trial =>
            {
                foreach (string name in (string[])["c", "a", "b"])
                {
                    trial.Open(name);
                    await trial.Gate($"saw {name}").PassAsync().WithinAsync(trial.Host.Describe);
                }

                await trial.ClosesAsync("Succeeded: root=Succeeded (a=Succeeded, b=Succeeded, c=Succeeded)");
                Assert.Equal(["c", "a", "b"], order);
            });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task When_all_throws_the_first_failure_at_once_and_the_siblings_run_on(bool withResults)
    {
        Exception? error = null;
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                ChildAction<int>[] all = [.. ((string[])["a", "b", "c"]).Select((name, index) => context.Start(name, async (_, token) =>
                {
                    await trial.Gate(name).PassAsync(token);
                    return index;
                }, new() { Key = name }))];
                error = await Record.ExceptionAsync(() => withResults ? context.WhenAll(all, cancellationToken) : context.WhenAll((IEnumerable<ChildAction>)all, cancellationToken));
                await trial.Gate("root").PassAsync(cancellationToken);
                Assert.Equal(2, await all[2]);
            },
            async trial =>
            {
                await trial.ReachedAsync("a", "b", "c");
                trial.Fail("b");
                await trial.ReachedAsync("root");
                await trial.IsAsync("Running: root=Running (a=Running, b=Failed, c=Running)");
                Assert.Equal("tree/root/b", Assert.IsType<ActionFailedException>(error).Path);
                trial.Fail("a");
                trial.Open("c");
                await trial.UntilAsync("Running: root=Running (a=Failed, b=Failed, c=Succeeded)");
                trial.Open("root");
                await trial.ClosesAsync("Succeeded: root=Succeeded (a=Failed, b=Failed, c=Succeeded)");
            });
    }

    [Fact]
    public Task When_all_gives_the_results_in_the_order_of_the_children()
    {
        int[] results = [];
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                ChildAction<int>[] all = [.. Enumerable.Range(0, 5).Select(index => context.Start("c", async (_, token) =>
                {
                    await trial.Gate($"{index}").PassAsync(token);
                    return index * 10;
                }))];
                results = await context.WhenAll([.. all, all[1]], cancellationToken);
            },
            async trial =>
            {
                foreach (int index in (int[])[3, 0, 4, 2, 1])
                {
                    trial.Open($"{index}");
                    await trial.Host.IdleAsync();
                }

                await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
                Assert.Equal([0, 10, 20, 30, 40, 10], results);
            });
    }

    [Fact]
    public Task When_all_settled_tells_of_each_in_its_place()
    {
        ChildOutcome<string>[] outcomes = [];
        ChildOutcome[] plain = [];
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                ChildAction<string>[] all =
                [
                    context.Start("a", (_, _) => Task.FromResult("done"), new() { Key = "a" }),
                    context.Start<string>("b", (_, _) => throw new FormatException("broken"), new() { Key = "b" }),
                    context.Start("c", async (_, token) =>
                    {
                        await trial.Gate("c").PassAsync(token);
                        return "never";
                    }, new() { Key = "c" }),
                    context.Start("d", (_, _) => Task.FromResult("refused"), new() { Key = "a" }),
                ];
                outcomes = await context.WhenAllSettled(all, cancellationToken);
                plain = await context.WhenAllSettled((IEnumerable<ChildAction>)all, cancellationToken);
                Assert.All(outcomes.Zip(all), pair => Assert.Same(pair.First.Action, pair.Second));
            },
            async trial =>
            {
                await trial.ReachedAsync("c");
                await trial.AbortAsync("c");
                await trial.ClosesAsync("Succeeded: root=Succeeded (a=Succeeded, b=Failed, c=Aborted)");
                Assert.Equal(("done", "done", true), (outcomes[0].Result, outcomes[0].GetResult(), outcomes[0].IsSuccess));
                Assert.Equal("System.FormatException", Assert.Throws<ActionFailedException>(() => outcomes[1].GetResult()).Failure.Type);
                Assert.IsType<ActionAbortedException>(outcomes[2].Error);
                Assert.Equal(ErrorCode.DuplicateKey, ((OrchestrationException)outcomes[3].Error!).Code);
                Assert.Equal(outcomes.Select(outcome => (outcome.IsSuccess, outcome.Error?.GetType())), plain.Select(outcome => (outcome.IsSuccess, outcome.Error?.GetType())));
            });
    }

    private static List<ChildAction> Start(TreeTrial trial, ActionContext context, params string[] names) =>
        [.. names.Select(name => context.Start(name, trial.At(name), new() { Key = name }))];
}
