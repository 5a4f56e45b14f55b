using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>The lifetimes of the root's own children, several of them beside each other, and of children further down.</summary>
public sealed class RootLifetimeTests
{
    [Theory]
    [InlineData(ActionLifetime.Root, false, "Succeeded: root=Succeeded (c=Aborted)")]
    [InlineData(ActionLifetime.Root, true, "Failed: root=Failed (c=Aborted)")]
    [InlineData(ActionLifetime.Parent, false, "Succeeded: root=Succeeded (c=Aborted)")]
    [InlineData(ActionLifetime.Parent, true, "Failed: root=Failed (c=Aborted)")]
    [InlineData(ActionLifetime.Await, false, "Succeeded: root=Succeeded (c=Succeeded)")]
    [InlineData(ActionLifetime.Await, true, "Failed: root=Failed (c=Succeeded)")]
    public Task Only_what_it_is_to_await_outlives_the_code_of_a_root(ActionLifetime lifetime, bool throws, string end) => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            _ = context.Start("c", trial.At("c"), new() { Key = "c", Lifetime = lifetime });
            await trial.Gate("root").PassAsync(cancellationToken);
            if (throws)
            {
                throw new InvalidOperationException("root broke");
            }
        },
        async trial =>
        {
            await trial.ReachedAsync("c", "root");
            trial.Open("root");
            if (lifetime == ActionLifetime.Await)
            {
                await trial.UntilAsync("Running: root=Running+ (c=Running)");
                await trial.Host.IdleAsync();
                await trial.IsAsync("Running: root=Running+ (c=Running)");
                trial.Open("c");
            }

            await trial.ClosesAsync(end);
        });

    [Fact]
    public Task The_result_of_a_root_is_that_of_its_return_though_it_waits() => TreeTrial.RunAsync(
        trial => Pipeline.Root("tree", (context, cancellationToken) =>
        {
            _ = context.Start("c", trial.At("c"), new() { Lifetime = ActionLifetime.Await });
            return Task.FromResult(42);
        }),
        async trial =>
        {
            await trial.UntilAsync("Running: root=Running+ (c-1=Running)");
            Task<int> result = trial.Execution.WithResult<int>().ResultAsync();
            Assert.False(result.IsCompleted);
            trial.Open("c");
            Assert.Equal(42, await result.WithinAsync(trial.Host.Describe));
            await trial.ClosesAsync("Succeeded: root=Succeeded (c-1=Succeeded)");
        });

    [Fact]
    public Task What_is_not_awaited_runs_on_beside_what_is_and_is_aborted_then() => TreeTrial.RunAsync(
        (trial, context, cancellationToken) =>
        {
            _ = context.Start("awaited", trial.At("awaited"), new() { Key = "a", Lifetime = ActionLifetime.Await });
            _ = context.Start("held", trial.At("held"), new() { Key = "h", Lifetime = ActionLifetime.Parent });
            _ = context.Start("free", trial.At("free"), new() { Key = "f" });
            return Task.CompletedTask;
        },
        async trial =>
        {
            await trial.ReachedAsync("awaited", "held", "free");
            await trial.UntilAsync("Running: root=Running+ (a=Running, h=Running, f=Running)");
            trial.Open("awaited");
            await trial.ClosesAsync("Succeeded: root=Succeeded (a=Succeeded, h=Aborted, f=Aborted)");
            Assert.Equal((1, 1), (trial.Gate("held").Cancelled, trial.Gate("free").Cancelled));
        });

    [Fact]
    public Task An_awaited_child_may_start_others_when_its_parent_has_returned() => TreeTrial.RunAsync(
        (trial, context, cancellationToken) =>
        {
            _ = context.Start("c", async (c, token) =>
            {
                await trial.Gate("c").PassAsync(token);
                await c.RunAsync("d", trial.At("d"), new() { Key = "d" });
                _ = c.Start("left", trial.At("left"), new() { Key = "left" });
                _ = c.Start("awaited", trial.At("awaited"), new() { Key = "awaited", Lifetime = ActionLifetime.Await });
            }, new() { Key = "c", Lifetime = ActionLifetime.Await });
            return Task.CompletedTask;
        },
        async trial =>
        {
            await trial.UntilAsync("Running: root=Running+ (c=Running)");
            trial.Open("c");
            await trial.ReachedAsync("d");
            await trial.IsAsync("Running: root=Running+ (c=Running (d=Running))");
            trial.Open("d");
            await trial.ReachedAsync("left", "awaited");
            await trial.UntilAsync("Running: root=Running+ (c=Running+ (d=Succeeded, left=Running, awaited=Running))");
            trial.Open("awaited");
            await trial.ClosesAsync("Succeeded: root=Succeeded (c=Succeeded (d=Succeeded, left=Aborted, awaited=Succeeded))");
        });

    [Fact]
    public Task The_end_of_a_parent_takes_the_whole_subtree_of_a_held_child_with_it() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await context.RunAsync("p", async (p, token) =>
            {
                _ = p.Start("held", (held, _) => held.RunAsync("below", trial.At("below"), new() { Key = "below" }), new() { Key = "held", Lifetime = ActionLifetime.Parent });
                _ = p.Start("free", (free, _) => free.RunAsync("below", trial.At("free"), new() { Key = "below" }), new() { Key = "free" });
                await trial.Gate("p").PassAsync(token);
            }, new() { Key = "p" });
            await trial.Gate("root").PassAsync(cancellationToken);
        },
        async trial =>
        {
            await trial.ReachedAsync("below", "free", "p");
            trial.Open("p");
            await trial.ReachedAsync("root");
            await trial.IsAsync("Running: root=Running (p=Succeeded (held=Aborted (below=Aborted), free=Running (below=Running)))");
            trial.Open("free");
            await trial.UntilAsync("Running: root=Running (p=Succeeded (held=Aborted (below=Aborted), free=Succeeded (below=Succeeded)))");
            trial.Open("root");
            await trial.ClosesAsync("Succeeded: root=Succeeded (p=Succeeded (held=Aborted (below=Aborted), free=Succeeded (below=Succeeded)))");
        });

    [Fact]
    public Task What_an_ended_child_has_left_running_is_not_its_grandparent_s_to_end() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await context.RunAsync("p", async (p, token) =>
            {
                await p.RunAsync("held", (held, token) =>
                {
                    _ = held.Start("outlives", trial.At("outlives"), new() { Key = "o" });
                    return trial.Gate("outlives").ReachedAsync(cancellationToken: CancellationToken.None);
                }, new() { Key = "held", Lifetime = ActionLifetime.Parent });
            }, new() { Key = "p" });
            await trial.Gate("root").PassAsync(cancellationToken);
        },
        async trial =>
        {
            await trial.ReachedAsync("root");
            await trial.IsAsync("Running: root=Running (p=Succeeded (held=Succeeded (o=Running)))");
            trial.Open("outlives");
            await trial.UntilAsync("Running: root=Running (p=Succeeded (held=Succeeded (o=Succeeded)))");
            trial.Open("root");
            await trial.ClosesAsync("Succeeded: root=Succeeded (p=Succeeded (held=Succeeded (o=Succeeded)))");
        });

    [Fact]
    public Task A_chain_of_awaited_children_closes_from_below() => TreeTrial.RunAsync(
        (trial, context, cancellationToken) =>
        {
            ChildOptions awaited = new() { Key = "x", Lifetime = ActionLifetime.Await };
            _ = context.Start("a", (a, token) =>
            {
                _ = a.Start("b", (b, token) =>
                {
                    _ = b.Start("c", trial.At("c"), awaited);
                    return Task.CompletedTask;
                }, awaited);
                return Task.CompletedTask;
            }, awaited);
            return Task.CompletedTask;
        },
        async trial =>
        {
            await trial.UntilAsync("Running: root=Running+ (x=Running+ (x=Running+ (x=Running)))");
            trial.Open("c");
            await trial.ClosesAsync("Succeeded: root=Succeeded (x=Succeeded (x=Succeeded (x=Succeeded)))");
            Assert.Equal(["x/x/x", "x/x", "x", "root"], await trial.ClosedAsync());
        });
}
