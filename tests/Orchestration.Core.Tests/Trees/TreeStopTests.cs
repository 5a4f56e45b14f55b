using System.Collections.Concurrent;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>Stops of a root run whose root has children in flight, below each other, waiting for a retry, and not begun.</summary>
public sealed class TreeStopTests
{
    [Fact]
    public Task Stop_and_wait_tells_all_signals_none_and_each_keeps_its_own_result() => RunAsync(async (trial, seen) =>
    {
        Receipt receipt = await trial.StopAsync(StopMode.Wait, "for today");
        await trial.IsAsync("Stopping: root=Running (a=Running (b=Running), deaf=Running, retry=Failed, done=Succeeded)");
        Assert.All(seen.Values, context => Assert.Equal(new StopReason(StopReasonKind.Stop, "anonymous", "for today"), context.StopReason));
        Assert.All(seen.Values, context => Assert.True(context.StopRequested.IsCancellationRequested));
        await trial.AdvanceAsync(3_600);
        Assert.All(seen.Keys, name => Assert.Equal(0, trial.Gate(name).Cancelled));
        trial.Open("b");
        trial.Fail("deaf");
        await trial.UntilAsync("Stopping: root=Running (a=Succeeded (b=Succeeded), deaf=Failed, retry=Failed, done=Succeeded)");
        trial.Open("root");
        await trial.ClosesAsync("Stopped: root=Succeeded (a=Succeeded (b=Succeeded), deaf=Failed, retry=Failed, done=Succeeded)");
        Assert.Equal((1, "broken"), ((await trial.ChildAsync("retry")).Attempt, (await trial.ChildAsync("retry")).Failure!.Message));
        Settlement settlement = await trial.SettlesAsync(receipt);
        Assert.Equal(["tree/root", "tree/root/a", "tree/root/a/b", "tree/root/deaf", "tree/root/retry"], settlement.Finished.Order(StringComparer.Ordinal));
        Assert.Equal((0, 0, 0), (settlement.Cancelled.Count, settlement.Abandoned.Count, settlement.NotRun.Count));
    });

    [Fact]
    public Task Stop_and_wait_does_not_keep_what_the_root_leaves_running() => RunAsync(async (trial, seen) =>
    {
        await trial.StopAsync();
        trial.Open("root");
        await trial.UntilAsync("Stopping: root=Running+ (a=Aborted (b=Aborted), deaf=Stopping, retry=Failed, done=Succeeded)");
        Assert.Equal(StopReasonKind.ParentEnded, seen["deaf"].StopReason!.Kind);
        trial.Open("deaf");
        await trial.ClosesAsync("Stopped: root=Succeeded (a=Aborted (b=Aborted), deaf=Aborted, retry=Failed, done=Succeeded)");
    });

    [Fact]
    public Task Stop_and_cancel_signals_all_at_once_and_closes_children_first() => RunAsync(async (trial, seen) =>
    {
        Receipt receipt = await trial.StopAsync(StopMode.Cancel, "for today");
        await trial.UntilAsync("Stopping: root=Stopping+ (a=Aborted (b=Aborted), deaf=Stopping, retry=Aborted, done=Succeeded)");
        Assert.All(seen.Values, context => Assert.Equal(new StopReason(StopReasonKind.Stop, "anonymous", "for today"), context.StopReason));
        await trial.AdvanceAsync(29);
        await trial.IsAsync("Stopping: root=Stopping+ (a=Aborted (b=Aborted), deaf=Stopping, retry=Aborted, done=Succeeded)");
        await trial.AdvanceAsync(1);
        await trial.ClosesAsync("Stopped: root=Aborted (a=Aborted (b=Aborted), deaf=Abandoned, retry=Aborted, done=Succeeded)");
        Assert.Equal(["done", "retry", "a/b", "a", "deaf", "root"], await trial.ClosedAsync());
        Settlement settlement = await trial.SettlesAsync(receipt);
        Assert.Equal(["tree/root", "tree/root/a", "tree/root/a/b", "tree/root/retry"], settlement.Cancelled.Order(StringComparer.Ordinal));
        Assert.Equal(["tree/root/deaf"], settlement.Abandoned);
        Assert.Equal("root/deaf", Assert.Single((await trial.Execution.GetAsync()).Orphans).Action);
        Assert.All(await trial.EventsAsync<ActionClosed>(), closed => Assert.Equal(closed.Action != "root/done", closed.CommandId == receipt.CommandId));
    });

    [Fact]
    public Task Stop_and_abandon_waits_for_nobody_and_signals_none() => RunAsync(async (trial, seen) =>
    {
        Receipt receipt = await trial.StopAsync(StopMode.Abandon, "for today");
        await trial.ClosesAsync("Stopped: root=Abandoned (a=Abandoned (b=Abandoned), deaf=Abandoned, retry=Abandoned, done=Succeeded)");
        Assert.All(seen.Values, context => Assert.Equal(new StopReason(StopReasonKind.Stop, "anonymous", "for today"), context.StopReason));
        Assert.All((string[])["root", "b", "deaf"], name => Assert.Equal((0, 1), (trial.Gate(name).Cancelled, trial.Gate(name).Waiting)));
        Assert.Equal(["root", "root/a", "root/a/b", "root/deaf"], (await trial.Execution.GetAsync()).Orphans.Select(orphan => orphan.Action).Order(StringComparer.Ordinal));
        Assert.Equal(5, (await trial.SettlesAsync(receipt)).Abandoned.Count);
        trial.Open("root", "b", "deaf");
        ExecutionSnapshot snapshot = await trial.Execution.OrphansReturnedAsync();
        Assert.All(snapshot.Orphans, orphan => Assert.False(orphan.IsRunning));
        await trial.IsAsync("Stopped: root=Abandoned (a=Abandoned (b=Abandoned), deaf=Abandoned, retry=Abandoned, done=Succeeded)");
    });

    [Fact]
    public Task A_stop_that_abandons_what_another_has_signalled() => RunAsync(async (trial, _) =>
    {
        await trial.StopAsync(StopMode.Cancel);
        await trial.UntilAsync("Stopping: root=Stopping+ (a=Aborted (b=Aborted), deaf=Stopping, retry=Aborted, done=Succeeded)");
        await trial.StopAsync(StopMode.Abandon);
        await trial.ClosesAsync("Stopped: root=Aborted (a=Aborted (b=Aborted), deaf=Abandoned, retry=Aborted, done=Succeeded)");
        trial.Open("deaf");
    });

    [Theory]
    [InlineData(StopMode.Wait)]
    [InlineData(StopMode.Cancel)]
    [InlineData(StopMode.Abandon)]
    public Task A_child_that_was_never_begun_is_aborted_and_has_no_attempt(StopMode mode) => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await trial.Gate("root").PassAsync(cancellationToken);
            await context.Start("late", trial.At("late"), new() { Key = "late" }).ErrorAsync();
        },
        async trial =>
        {
            await trial.ReachedAsync("root");
            await trial.Execution.PauseAsync();
            trial.Open("root");
            await trial.UntilAsync("Pausing: root=Running (late=Pending)");
            await trial.StopAsync(mode);
            string root = mode switch
            {
                StopMode.Wait => "Succeeded",
                StopMode.Cancel => "Aborted",
                _ => "Abandoned",
            };
            await trial.ClosesAsync($"Stopped: root={root} (late=Aborted)");
            Assert.Equal((0, 0), ((await trial.ChildAsync("late")).Attempt, trial.Gate("late").Arrivals));
            Assert.Equal("root", Assert.Single(await trial.EventsAsync<ActionStarted>()).Action);
        });

    /// <summary>A root at a gate, with <c>a</c> that awaits <c>b</c>, one that is deaf, one that waits for its retry, and one that has succeeded.</summary>
    private static Task RunAsync(Func<TreeTrial, ConcurrentDictionary<string, ActionContext>, Task> body)
    {
        ConcurrentDictionary<string, ActionContext> seen = [];
        return TreeTrial.RunAsync(
            (trial, context, token) =>
            {
                seen["root"] = context;
                _ = context.Start("a", (a, _) =>
                {
                    seen["a"] = a;
                    return a.RunAsync("b", (b, bToken) =>
                    {
                        seen["b"] = b;
                        return trial.Gate("b").PassAsync(bToken);
                    }, new() { Key = "b" });
                }, new() { Key = "a" });
                _ = context.Start("deaf", (deaf, _) =>
                {
                    seen["deaf"] = deaf;
                    return trial.Gate("deaf").PassIgnoringCancellationAsync();
                }, new() { Key = "deaf" });
                ChildOptions again = new() { Key = "retry", Retries = 5, Backoff = Backoff.Fixed(TimeSpan.FromHours(2)) };
                _ = context.Start("retry", (_, _) => throw new InvalidOperationException("broken"), again);
                _ = context.Start("done", (_, _) => Task.CompletedTask, new() { Key = "done" });
                return trial.Gate("root").PassAsync(token);
            },
            async trial =>
            {
                await trial.ReachedAsync("root", "b", "deaf");
                await trial.UntilAsync("Running: root=Running (a=Running (b=Running), deaf=Running, retry=Waiting, done=Succeeded)");
                await body(trial, seen);
            });
    }
}
