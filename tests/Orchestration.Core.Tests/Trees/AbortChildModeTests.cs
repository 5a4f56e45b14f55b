using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>The modes in which a child is aborted, and what of it is in flight, waits, or has returned then.</summary>
public sealed class AbortChildModeTests
{
    [Fact]
    public Task Under_wait_what_is_in_flight_ends_by_itself_and_is_told_so()
    {
        Dictionary<string, ActionContext> seen = [];
        Exception? error = null;
        return RunAsync(seen, thrown => error = thrown, async trial =>
        {
            await trial.AbortAsync("a", StopMode.Wait, "enough");
            await trial.IsAsync("Running: root=Running (a=Running (b=Running (c=Running)), s=Running)");
            foreach (string name in (string[])["a", "b", "c"])
            {
                Assert.True(seen[name].StopRequested.IsCancellationRequested);
                Assert.Equal(new StopReason(StopReasonKind.Abort, "anonymous", "enough"), seen[name].StopReason);
            }

            Assert.Null(seen["s"].StopReason);
            await trial.AdvanceAsync(3_600);
            trial.Open("c");
            await trial.UntilAsync("Running: root=Running (a=Aborted (b=Succeeded (c=Succeeded)), s=Running)");
            Assert.Equal(0, trial.Gate("c").Cancelled);
            trial.Open("s");
            await trial.ClosesAsync("Succeeded: root=Succeeded (a=Aborted (b=Succeeded (c=Succeeded)), s=Succeeded)");
            Assert.IsType<ActionAbortedException>(error);
        });
    }

    [Fact]
    public Task Under_cancel_the_subtree_is_signalled_and_a_sibling_is_not() => RunAsync([], _ => { }, async trial =>
    {
        Receipt receipt = await trial.AbortAsync("a");
        await trial.UntilAsync("Running: root=Running (a=Aborted (b=Aborted (c=Aborted)), s=Running)");
        Assert.Equal(["tree/root/a", "tree/root/a/b", "tree/root/a/b/c"], (await trial.SettlesAsync(receipt)).Cancelled);
        trial.Open("s");
        await trial.ClosesAsync("Succeeded: root=Succeeded (a=Aborted (b=Aborted (c=Aborted)), s=Succeeded)");
    });

    [Fact]
    public Task FL_29_Who_ignores_the_signal_is_abandoned_when_the_grace_has_passed()
    {
        Exception? error = null;
        return TreeTrial.RunAsync(
            async (trial, context, _) => error = await context.Start("deaf", trial.Deaf("deaf"), new() { Key = "deaf" }).ErrorAsync(),
            async trial =>
            {
                await trial.ReachedAsync("deaf");
                Receipt receipt = await trial.SendAsync(TreeVerbs.Abort("deaf") with { Grace = TimeSpan.FromSeconds(5) });
                await trial.AdvanceAsync(4);
                await trial.IsAsync("Running: root=Running (deaf=Stopping)");
                await trial.AdvanceAsync(1);
                await trial.ClosesAsync("Succeeded: root=Succeeded (deaf=Abandoned)");
                ActionAbandonedException abandoned = Assert.IsType<ActionAbandonedException>(error);
                Assert.Equal((1, "tree/root/deaf"), (abandoned.ActionId, abandoned.Path));
                Assert.Equal(["tree/root/deaf"], (await trial.SettlesAsync(receipt)).Abandoned);
                Orphan orphan = Assert.Single((await trial.Execution.GetAsync()).Orphans);
                Assert.Equal(("tree", "root/deaf", true), (orphan.Stage, orphan.Action, orphan.IsRunning));
                trial.Open("deaf");
                Assert.False(Assert.Single((await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe)).Orphans).IsRunning);
            });
    }

    [Fact]
    public Task Under_abandon_nobody_waits_and_no_token_is_signalled()
    {
        Dictionary<string, ActionContext> seen = [];
        Exception? error = null;
        return RunAsync(seen, thrown => error = thrown, async trial =>
        {
            Receipt receipt = await trial.AbortAsync("a", StopMode.Abandon, "enough");
            await trial.UntilAsync("Running: root=Running (a=Abandoned (b=Abandoned (c=Abandoned)), s=Running)");
            Assert.Equal(["tree/root/a", "tree/root/a/b", "tree/root/a/b/c"], (await trial.SettlesAsync(receipt)).Abandoned);
            Assert.Equal(["root/a/b/c", "root/a/b", "root/a"], (await trial.Execution.GetAsync()).Orphans.Select(orphan => orphan.Action));
            Assert.All(seen.Where(one => one.Key != "s"), one => Assert.Equal(new StopReason(StopReasonKind.Abort, "anonymous", "enough"), one.Value.StopReason));
            Assert.Equal((0, 1), (trial.Gate("c").Cancelled, trial.Gate("c").Waiting));
            trial.Open("c", "s");
            await trial.ClosesAsync("Succeeded: root=Succeeded (a=Abandoned (b=Abandoned (c=Abandoned)), s=Succeeded)");
            Assert.IsType<ActionAbandonedException>(error);
            await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
        });
    }

    [Fact]
    public Task A_deadline_turns_waiting_into_cancelling() => RunAsync([], _ => { }, async trial =>
    {
        await trial.SendAsync(TreeVerbs.Abort("a", StopMode.Wait) with { Deadline = TimeSpan.FromSeconds(10) });
        await trial.AdvanceAsync(9);
        await trial.IsAsync("Running: root=Running (a=Running (b=Running (c=Running)), s=Running)");
        await trial.AdvanceAsync(1);
        await trial.UntilAsync("Running: root=Running (a=Aborted (b=Aborted (c=Aborted)), s=Running)");
        trial.Open("s");
        await trial.ClosesAsync("Succeeded: root=Succeeded (a=Aborted (b=Aborted (c=Aborted)), s=Succeeded)");
    });

    [Fact]
    public Task Twice_is_refused_and_a_stronger_mode_is_not() => RunAsync([], _ => { }, async trial =>
    {
        Receipt first = await trial.AbortAsync("a", StopMode.Wait);
        OrchestrationException refusal = await trial.RefusedAsync(ErrorCode.AlreadyStopping, TreeVerbs.Abort("a", StopMode.Wait));
        Assert.Equal((first.CommandId, "Running"), (refusal.IntentInForce, refusal.ActualStatus));
        await trial.RefusedAsync(ErrorCode.AlreadyStopping, TreeVerbs.Abort("a/b", StopMode.Wait));
        Receipt existing = await trial.SendAsync(TreeVerbs.Abort("a", StopMode.Wait) with { OnDuplicate = OnDuplicate.ReturnExisting });
        Assert.Equal(first.CommandId, existing.CommandId);
        Receipt second = await trial.SendAsync(TreeVerbs.Abort("a"));
        Assert.Equal(StopMode.Cancel, (await trial.EventsAsync<ActionStopRequested>())[^1].Mode);
        await trial.UntilAsync("Running: root=Running (a=Aborted (b=Aborted (c=Aborted)), s=Running)");
        Assert.Equal((await trial.SettlesAsync(first)).Cancelled, (await trial.SettlesAsync(second)).Cancelled);
        trial.Open("s");
        await trial.ClosesAsync("Succeeded: root=Succeeded (a=Aborted (b=Aborted (c=Aborted)), s=Succeeded)");
    });

    [Fact]
    public Task What_is_signalled_from_above_is_stopping_already_and_may_be_abandoned() => TreeTrial.RunAsync(
        async (trial, context, _) => await context.Start("a", (a, _) => a.RunAsync("b", trial.Deaf("b"), new() { Key = "b" }), new() { Key = "a" }).ErrorAsync(),
        async trial =>
        {
            await trial.ReachedAsync("b");
            Receipt receipt = await trial.AbortAsync("a");
            await trial.UntilAsync("Running: root=Running (a=Stopping+ (b=Stopping))");
            Assert.Equal(receipt.CommandId, (await trial.RefusedAsync(ErrorCode.AlreadyStopping, TreeVerbs.Abort("a/b"))).IntentInForce);
            await trial.AbortAsync("a/b", StopMode.Abandon);
            await trial.ClosesAsync("Succeeded: root=Succeeded (a=Aborted (b=Abandoned))");
            trial.Open("b");
        });

    /// <summary>A root beside whose child <c>s</c> stands <c>a</c>, which awaits <c>b</c>, which awaits <c>c</c>.</summary>
    private static Task RunAsync(Dictionary<string, ActionContext> seen, Action<Exception?> thrown, Func<TreeTrial, Task> body) => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            Func<ActionContext, CancellationToken, Task> c = Code(seen, "c", trial.At("c"));
            Func<ActionContext, CancellationToken, Task> b = Code(seen, "b", (given, _) => given.RunAsync("c", c, new() { Key = "c" }));
            ChildAction a = context.Start("a", Code(seen, "a", (given, _) => given.RunAsync("b", b, new() { Key = "b" })), new() { Key = "a" });
            ChildAction s = context.Start("s", Code(seen, "s", trial.At("s")), new() { Key = "s" });
            thrown(await a.ErrorAsync());
            await s;
        },
        async trial =>
        {
            await trial.ReachedAsync("c", "s");
            await body(trial);
        });

    private static Func<ActionContext, CancellationToken, Task> Code(Dictionary<string, ActionContext> seen, string name, Func<ActionContext, CancellationToken, Task> code) => (context, token) =>
    {
        lock (seen)
        {
            seen[name] = context;
        }

        return code(context, token);
    };
}
