using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>A host ends while a tree, or a part of it, is asked to end: under an intent what was lost is abandoned, and the command settles.</summary>
public sealed class RecoveryStopTests
{
    [Theory]
    [InlineData(StopMode.Wait)]
    [InlineData(StopMode.Cancel)]
    public Task Under_a_stop_everything_in_flight_is_abandoned_and_nothing_runs_again(StopMode mode) => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await context.RunAsync("done", trial.At("done"));
            ChildAction fold = context.Start("fold", (child, token) => child.RunAsync("deaf", trial.Deaf("deaf")));
            await trial.Gate("deaf").PassIgnoringCancellationAsync();
            await fold;
        },
        async trial =>
        {
            trial.Open("done");
            await trial.ReachedTimesAsync("deaf", 2);
            Guid id = (await trial.Execution.StopAsync(mode)).CommandId;
            await trial.CrashAndRestartAsync();
            await trial.ClosesAsync("Stopped: root=Abandoned (done-1=Succeeded, fold-1=Abandoned (deaf-1=Abandoned))");
            Assert.Equal("done=1 deaf=2", trial.RunsOf("done", "deaf"));
            Assert.Equal(["tree/root", "tree/root/fold-1", "tree/root/fold-1/deaf-1"], (await trial.SettlesAsync(id)).Abandoned.Order());
            Assert.All((await trial.EventsAsync<ActionClosed>()).Where(closed => closed.Status == ActionStatus.Abandoned), closed => Assert.Equal(ReasonCode.HostEnded, closed.Reason));
        });

    [Fact]
    public Task Under_a_stop_that_waits_a_root_that_had_returned_keeps_its_result() => TreeTrial.RunAsync(
        trial => Pipeline.Root("tree", async (context, token) =>
        {
            _ = context.Start("awaited", trial.At("awaited"), new ChildOptions { Lifetime = ActionLifetime.Await });
            await trial.Gate("root").PassAsync(token);
            return 7;
        }),
        async trial =>
        {
            await trial.ReachedAsync("awaited", "root");
            await trial.Execution.StopAsync();
            trial.Open("root");
            await trial.UntilAsync("Stopping: root=Running+ (awaited-1=Running)");
            await trial.CrashAndRestartAsync();
            await trial.ClosesAsync("Stopped: root=Succeeded (awaited-1=Abandoned)");
            Assert.Equal(7, await trial.Execution.WithResult<int>().ResultAsync());
        });

    [Theory]
    [InlineData(StopMode.Wait)]
    [InlineData(StopMode.Cancel)]
    public Task An_abort_of_a_child_settles_and_the_roots_next_attempt_runs_its_key_again(StopMode mode) => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            ChildAction deaf = context.Start("deaf", trial.Deaf($"deaf {context.AttemptNumber}"));
            await context.RunAsync("other", trial.At("other"));
            await deaf;
        },
        async trial =>
        {
            await trial.ReachedAsync("deaf 1", "other");
            Guid id = (await trial.Execution.AbortActionAsync(new AbortActionRequest("tree", "root/deaf-1") { Mode = mode, Reason = "by hand" })).CommandId;
            await trial.CrashAndRestartAsync();
            Assert.Equal(["tree/root/deaf-1"], (await trial.SettlesAsync(id)).Abandoned);
            ActionSnapshot lost = (await trial.RootAsync()).Children[0];
            Assert.Equal((ActionStatus.Abandoned, ReasonCode.HostEnded, (Guid?)id), (lost.Status, lost.Reason, lost.CommandId));
            trial.Open("deaf 2", "other");
            await trial.ClosesAsync("Succeeded: root=Succeeded (deaf-1=Abandoned, other-1=Abandoned, deaf-1=Succeeded, other-1=Succeeded)");
        });

    [Fact]
    public Task What_had_been_aborted_before_the_crash_runs_again_with_its_parent() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            ChildAction part = context.Start("part", trial.At("part"));
            await context.RunAsync("other", trial.At("other"));
            await part;
        },
        async trial =>
        {
            await trial.ReachedAsync("part", "other");
            await trial.Execution.AbortActionAsync(1);
            await trial.UntilAsync("Running: root=Running (part-1=Aborted, other-1=Running)");
            await trial.CrashAndRestartAsync();
            trial.Open("part", "other");
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Aborted, other-1=Abandoned, part-1=Succeeded, other-1=Succeeded)");
        });

    [Fact]
    public Task A_crash_in_the_middle_of_a_cancel_leaves_no_trace_of_it_in_the_next_attempt() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            ChildAction part = context.Start("part", trial.Deaf($"part {context.AttemptNumber}"));
            if (context.AttemptNumber == 1)
            {
                await trial.Gate("part 1").ReachedAsync(1, cancellationToken);
                part.Cancel("not needed");
            }

            await part;
        },
        async trial =>
        {
            await trial.UntilAsync("Running: root=Running (part-1=Stopping)");
            await trial.CrashAndRestartAsync();
            await trial.ReachedAsync("part 2");
            ActionClosed lost = Assert.Single(await trial.EventsAsync<ActionClosed>());
            Assert.Equal((ActionStatus.Abandoned, ReasonCode.HostEnded, "tree/root", "not needed"), (lost.Status, lost.Reason, lost.Actor, lost.Text));
            trial.Open("part 2");
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Abandoned, part-1=Succeeded)");
        });

    [Fact]
    public Task A_crash_in_the_grace_of_an_expired_child_runs_it_again_with_new_time() => TreeTrial.RunAsync(
        (trial, context, cancellationToken) => context.RunAsync("part", trial.Deaf($"part {context.AttemptNumber}"), new ChildOptions { TimeoutAfter = TimeSpan.FromSeconds(60) }),
        async trial =>
        {
            await trial.ReachedAsync("part 1");
            await trial.AdvanceAsync(60);
            await trial.IsAsync("Running: root=Running (part-1=Stopping)");
            await trial.CrashAndRestartAsync();
            await trial.ReachedAsync("part 2");
            await trial.AdvanceAsync(59);
            await trial.IsAsync("Running: root=Running (part-1=Abandoned, part-1=Running)");
            trial.Open("part 2");
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Abandoned, part-1=Succeeded)");
        });

    [Fact]
    public async Task FL_46_After_a_crash_an_abort_that_comes_before_the_parent_has_seen_its_child_still_reaches_it()
    {
        await using HeldStore store = new();
        Exception? error = null;
        await TreeTrial.RunAsync(
            trial => Pipeline.Root("tree", async (context, token) =>
            {
                await trial.Gate("begin").PassAsync(token);
                error = await TreeRuns.ErrorOfAsync(context.Start("part", trial.At("part")));
            }),
            async trial =>
            {
                await trial.ReachedAsync("begin");
                await store.HoldAsync(trial.Gate("begin").OpenOnce);
                await trial.Host.CrashAsync();
                store.Release();
                await trial.Host.RestartAsync();
                trial.TurnTo(trial.Host.GetHandle(trial.Execution.Id));
                await trial.IsAsync("Running: root=Running (part-1=Abandoned)");
                await trial.ReachedTimesAsync("begin", 2);

                await store.HoldAsync(trial.Gate("begin").OpenOnce);
                Task<Receipt> abort = trial.Execution.AbortActionAsync("tree", "root/part-1", "by hand");
                store.Release();

                await abort.WithinAsync(trial.Host.Describe);
                await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Abandoned, part-1=Aborted)");
                ActionAbortedException aborted = Assert.IsType<ActionAbortedException>(error);
                Assert.Equal((2, "by hand", ReasonCode.AbortRequested), (aborted.ActionId, aborted.Reason, aborted.ReasonCode));
            },
            options: new OrchestrationTestOptions { OpenStore = () => store });
    }
}
