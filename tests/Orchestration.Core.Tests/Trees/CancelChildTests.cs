using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>Code cancels what it has started (Flyte: programmatic cancellation).</summary>
public sealed class CancelChildTests
{
    [Fact]
    public Task FL_11_A_cancelled_child_is_aborted_and_its_parent_goes_on()
    {
        Exception? error = null;
        ActionContext? seen = null;
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                ChildAction child = context.Start("child", (given, token) =>
                {
                    seen = given;
                    return trial.Gate("child").PassAsync(token);
                });
                await trial.Gate("child").ReachedAsync(cancellationToken: cancellationToken);
                child.Cancel("it has converged");
                error = await child.ErrorAsync();
                await context.RunAsync("next", (_, _) => Task.CompletedTask);
            },
            async trial =>
            {
                await trial.ClosesAsync("Succeeded: root=Succeeded (child-1=Aborted, next-1=Succeeded)");
                ActionAbortedException aborted = Assert.IsType<ActionAbortedException>(error);
                Assert.Equal((1, "tree/root/child-1", trial.Execution.Id), (aborted.ActionId, aborted.Path, aborted.Execution));
                Assert.Equal((ReasonCode.CancelRequested, "it has converged", "tree/root"), (aborted.ReasonCode, aborted.Reason, aborted.Actor));
                Assert.Equal(new StopReason(StopReasonKind.Cancelled, "tree/root", "it has converged"), seen!.StopReason);
                Assert.True(seen.StopRequested.IsCancellationRequested);
                ActionClosed closed = (await trial.EventsAsync<ActionClosed>())[0];
                Assert.Equal(("tree/root", "it has converged", null), (closed.Actor, closed.Text, closed.CommandId));
                Assert.Single((await trial.Execution.GetAsync()).Commands);
            });
    }

    [Fact]
    public Task FL_14_Cancelling_what_has_finished_is_without_effect_and_the_result_is_kept()
    {
        int result = 0;
        Exception? error = null;
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                ChildAction<int> done = context.Start("done", (_, _) => Task.FromResult(7));
                ChildAction broken = context.Start("broken", (_, _) => throw new InvalidOperationException("broken"));
                await context.WhenAllSettled([done, broken], cancellationToken);
                done.Cancel("too late");
                broken.Cancel("too late");
                result = await done;
                error = await broken.ErrorAsync();
                Assert.Equal((ActionStatus.Succeeded, ActionStatus.Failed), (done.Status, broken.Status));
            },
            async trial =>
            {
                await trial.ClosesAsync("Succeeded: root=Succeeded (done-1=Succeeded, broken-1=Failed)");
                Assert.Equal(7, result);
                Assert.IsType<ActionFailedException>(error);
                Assert.Empty(await trial.EventsAsync<ActionStopRequested>());
            });
    }

    [Fact]
    public Task Everything_below_a_cancelled_child_is_signalled_at_once_and_has_one_grace()
    {
        Exception? error = null;
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                ChildAction sibling = context.Start("sibling", trial.At("sibling"), new() { Key = "s" });
                ChildAction a = context.Start("a", (a, _) => a.RunAsync("b", (b, _) => b.RunAsync("c", trial.Deaf("c"), new() { Key = "c" }), new() { Key = "b" }), new() { Key = "a" });
                await trial.Gate("cancel").PassAsync(cancellationToken);
                a.Cancel();
                error = await a.ErrorAsync();
                await sibling;
            },
            async trial =>
            {
                await trial.ReachedAsync("sibling", "c", "cancel");
                trial.Open("cancel");
                await trial.UntilAsync("Running: root=Running (s=Running, a=Stopping+ (b=Stopping+ (c=Stopping)))");
                await trial.AdvanceAsync(29);
                await trial.IsAsync("Running: root=Running (s=Running, a=Stopping+ (b=Stopping+ (c=Stopping)))");
                await trial.AdvanceAsync(1);
                await trial.UntilAsync("Running: root=Running (s=Running, a=Aborted (b=Aborted (c=Abandoned)))");
                trial.Open("sibling");
                await trial.ClosesAsync("Succeeded: root=Succeeded (s=Succeeded, a=Aborted (b=Aborted (c=Abandoned)))");
                Assert.IsType<ActionAbortedException>(error);
                Assert.Equal(["a/b/c", "a/b", "a", "s", "root"], await trial.ClosedAsync());
                trial.Open("c");
                await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
            });
    }

    [Theory]
    [InlineData("returns")]
    [InlineData("throws")]
    [InlineData("throws cancelled")]
    public Task However_signalled_code_returns_the_child_is_aborted(string how) => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            ChildAction<int> child = context.Start<int>("child", async (_, token) =>
            {
                await Record.ExceptionAsync(() => trial.Gate("child").PassAsync(token));
                return how == "returns" ? 5 : how == "throws" ? throw new InvalidOperationException("while cleaning up") : throw new OperationCanceledException(token);
            }, new() { Key = "child", Retries = 3 });
            await trial.Gate("child").ReachedAsync(cancellationToken: cancellationToken);
            child.Cancel();
            Assert.IsType<ActionAbortedException>(await child.ErrorAsync());
        },
        async trial =>
        {
            await trial.ClosesAsync("Succeeded: root=Succeeded (child=Aborted)");
            ActionSnapshot child = await trial.ChildAsync("child");
            Assert.Equal((how == "throws" ? "while cleaning up" : null, null, 1), (child.Failure?.Message, child.Output, child.Attempt));
        });

    [Fact]
    public Task A_child_that_waits_for_its_retry_is_aborted_at_once_and_not_retried() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            ChildAction child = context.Start(
                "child", (_, _) => throw new InvalidOperationException("broken"), new() { Key = "child", Retries = 5, Backoff = Backoff.Fixed(TimeSpan.FromHours(1)) });
            await trial.Gate("cancel").PassAsync(cancellationToken);
            child.Cancel();
            Assert.IsType<ActionAbortedException>(await child.ErrorAsync());
            await trial.Gate("root").PassAsync(cancellationToken);
        },
        async trial =>
        {
            await trial.UntilAsync("Running: root=Running (child=Waiting)");
            trial.Open("cancel");
            await trial.UntilAsync("Running: root=Running (child=Aborted)");
            await trial.AdvanceAsync(7_200);
            Assert.Equal(1, (await trial.ChildAsync("child")).Attempt);
            trial.Open("root");
            await trial.ClosesAsync("Succeeded: root=Succeeded (child=Aborted)");
        });

    [Fact]
    public Task Cancelling_twice_counts_once_and_the_first_reason_stays() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            ChildAction child = context.Start("child", trial.Deaf("child"));
            await trial.Gate("child").ReachedAsync(cancellationToken: cancellationToken);
            child.Cancel("first");
            await trial.Gate("again").PassAsync(cancellationToken);
            child.Cancel("second");
            child.Cancel(new string('x', 500));
            await child.ErrorAsync();
        },
        async trial =>
        {
            await trial.ReachedAsync("again");
            await trial.UntilAsync("Running: root=Running (child-1=Stopping)");
            trial.Open("again");
            await trial.Host.IdleAsync();
            trial.Open("child");
            await trial.ClosesAsync("Succeeded: root=Succeeded (child-1=Aborted)");
            Assert.Equal("first", Assert.Single(await trial.EventsAsync<ActionStopRequested>()).Reason);
        });

    [Fact]
    public Task A_reason_is_cut_off_at_200_characters() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            ChildAction child = context.Start("child", trial.At("child"));
            await trial.Gate("child").ReachedAsync(cancellationToken: cancellationToken);
            child.Cancel(new string('x', 500));
            await child.ErrorAsync();
        },
        async trial =>
        {
            await trial.ClosesAsync("Succeeded: root=Succeeded (child-1=Aborted)");
            Assert.Equal(new string('x', 200), (await trial.EventsAsync<ActionClosed>())[0].Text);
        });
}
