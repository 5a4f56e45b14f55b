using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>A start and an await in one call, an await of none, and classes as children.</summary>
public sealed class ChildRunTests
{
    [Fact]
    public Task None_is_nothing_to_wait_for() => TreeTrial.RunAsync(
        async (_, context, cancellationToken) =>
        {
            ChildAction<int>[] none = [];
            Assert.Empty(await context.WhenAll(none, cancellationToken));
            await context.WhenAll(Array.Empty<ChildAction>(), cancellationToken);
            Assert.Empty(await context.WhenAllSettled(none, cancellationToken));
            Assert.Empty(await context.WhenAllSettled(Array.Empty<ChildAction>(), cancellationToken));
            await Assert.ThrowsAsync<ArgumentException>(() => context.WhenAny(none, cancellationToken));
            await foreach (ChildAction<int> any in context.WhenEach(none, cancellationToken))
            {
                Assert.Fail($"There is none, and {any.Key} least of all.");
            }

            Assert.Empty(await context.ForEachAsync("none", none, (_, _, _) => Task.FromResult(1)));
            await context.ForEachAsync("none", none, (_, _, _) => Task.CompletedTask);
        },
        trial => trial.ClosesAsync("Succeeded: root=Succeeded"));

    [Fact]
    public Task Run_gives_the_result_or_throws_as_an_await_does()
    {
        List<object?> seen = [];
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                seen.Add(await context.RunAsync("a", (_, _) => Task.FromResult(4)));
                seen.Add((await Record.ExceptionAsync(() => context.RunAsync("b", (_, _) => throw new FormatException("broken"))))?.GetType());
                seen.Add((await Record.ExceptionAsync(() => context.RunAsync<int>("c", (_, _) => throw new FormatException("broken"))))?.GetType());
                seen.Add((await Record.ExceptionAsync(() => context.RunAsync("d", trial.At("d"))))?.GetType());
            },
            async trial =>
            {
                await trial.ReachedAsync("d");
                await trial.AbortAsync("d-1");
                await trial.ClosesAsync("Succeeded: root=Succeeded (a-1=Succeeded, b-1=Failed, c-1=Failed, d-1=Aborted)");
                Assert.Equal([4, typeof(ActionFailedException), typeof(ActionFailedException), typeof(ActionAbortedException)], seen);
            });
    }

    [Fact]
    public Task Classes_are_children_as_delegates_are() => TreeTrial.RunAsync(
        async (_, context, cancellationToken) =>
        {
            Assert.Equal(6, await context.Start<Doubles, int, int>(3));
            Assert.Equal(8, await context.RunAsync<Doubles, int, int>(4, new() { Name = "twice" }));
            int[] doubled = await context.ForEachAsync<Doubles, int, int>([1, 2]);
            Assert.Equal([2, 4], doubled);
            Assert.Equal("System.FormatException", Assert.IsType<ActionFailedException>(await context.Start<Throws>().ErrorAsync()).Failure.Type);
        },
        trial => trial.ClosesAsync("Succeeded: root=Succeeded (Doubles-1=Succeeded, twice-1=Succeeded, Doubles-2[0]=Succeeded, Doubles-2[1]=Succeeded, Throws-1=Failed)"));

    private sealed class Doubles : IAction<int, int>
    {
        public Task<int> ExecuteAsync(int input, ActionContext context, CancellationToken cancellationToken) => Task.FromResult(2 * input);
    }

    private sealed class Throws : IAction
    {
        public Task ExecuteAsync(ActionContext context, CancellationToken cancellationToken) => throw new FormatException("broken");
    }
}
