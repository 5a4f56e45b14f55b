using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>A pause in a tree: running code finishes, what it starts is held, and all of it begins when the pause ends.</summary>
public sealed class PauseChildTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public Task Children_that_are_started_in_a_pause_begin_in_their_order_when_it_ends() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await trial.Gate("root").PassAsync(cancellationToken);
            await context.WhenAll(Enumerable.Range(1, 5).Select(number => context.Start($"part {number}", trial.At("part"))), cancellationToken);
        },
        async trial =>
        {
            await trial.ReachedAsync("root");
            Receipt pause = await trial.Execution.PauseAsync();
            Assert.Equal(ExecutionStatus.Pausing, pause.Status);
            trial.Open("root", "part");
            await trial.UntilAsync("Pausing: root=Running (part 1-1=Pending, part 2-1=Pending, part 3-1=Pending, part 4-1=Pending, part 5-1=Pending)");
            await trial.AdvanceAsync(600);
            Assert.Equal("part=0", trial.RunsOf("part"));
            await trial.Execution.UnpauseAsync();
            await trial.ClosesAsync("Succeeded: root=Succeeded (part 1-1=Succeeded, part 2-1=Succeeded, part 3-1=Succeeded, part 4-1=Succeeded, part 5-1=Succeeded)");
            Assert.Equal([0, 1, 2, 3, 4, 5], (await trial.EventsAsync<ActionStarted>()).Select(started => started.ActionIndex));
        });

    [Fact]
    public Task Running_children_finish_in_a_pause_and_their_parent_is_told() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await context.RunAsync("part", trial.At("part"));
            await trial.Gate("root").PassAsync(cancellationToken);
        },
        async trial =>
        {
            await trial.ReachedAsync("part");
            Receipt pause = await trial.Execution.PauseAsync();
            trial.Open("part");
            await trial.ReachedAsync("root");
            await trial.IsAsync("Pausing: root=Running (part-1=Succeeded)");
            trial.Open("root");
            Assert.Equal(ExecutionStatus.Succeeded, (await pause.SettledAsync()).Status);
            await trial.IsAsync("Succeeded: root=Succeeded (part-1=Succeeded)");
        });

    [Fact]
    public Task A_retry_that_is_due_in_a_pause_begins_when_that_ends() => TreeTrial.RunAsync(
        (trial, context, cancellationToken) => context.RunAsync(
            "part",
            (part, _) => part.AttemptNumber == 1 ? throw new FormatException("no good") : trial.At("part")(part, CancellationToken.None),
            new ChildOptions { Retries = 1, Backoff = Backoff.Fixed(Minute) }),
        async trial =>
        {
            await trial.UntilAsync("Running: root=Running (part-1=Waiting)");
            await trial.Execution.PauseAsync();
            await trial.AdvanceAsync(600);
            await trial.IsAsync("Pausing: root=Running (part-1=Waiting)");
            await trial.Execution.UnpauseAsync();
            await trial.ReachedAsync("part");
            trial.Open("part");
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Succeeded)");
        });

    [Fact]
    public Task A_held_child_that_its_parent_cancels_never_runs() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await trial.Gate("root").PassAsync(cancellationToken);
            ChildAction part = context.Start("part", trial.At("part"));
            part.Cancel("not needed");
            Assert.Equal("not needed", Assert.IsType<ActionAbortedException>(await TreeRuns.ErrorOfAsync(part)).Reason);
        },
        async trial =>
        {
            await trial.ReachedAsync("root");
            await trial.Execution.PauseAsync();
            trial.Open("root");
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Aborted)");
            Assert.Equal((0, 0), ((await trial.ChildAsync("part-1")).Attempt, trial.Gate("part").Arrivals));
        });

    [Fact]
    public Task A_held_child_that_is_aborted_from_outside_never_runs() => HeldAsync(async trial =>
    {
        await trial.Execution.AbortActionAsync("tree", "root/part-1", "by hand");
        await trial.ClosesAsync("Failed: root=Failed (part-1=Aborted)");
        Assert.Contains("by hand", (await trial.RootAsync()).Failure!.Message, StringComparison.Ordinal);
        Assert.Equal("part=0", trial.RunsOf("part"));
    });

    [Theory]
    [InlineData(StopMode.Wait, "Stopped: root=Failed (part-1=Aborted)")]
    [InlineData(StopMode.Cancel, "Stopped: root=Aborted (part-1=Aborted)")]
    [InlineData(StopMode.Abandon, "Stopped: root=Abandoned (part-1=Aborted)")]
    public Task A_stop_ends_the_pause_and_a_held_child_never_runs(StopMode mode, string end) => HeldAsync(async trial =>
    {
        await trial.Execution.StopAsync(mode);
        await trial.ClosesAsync(end);
        Assert.Equal("part=0", trial.RunsOf("part"));
    });

    [Fact]
    public Task A_root_that_returns_in_a_pause_aborts_what_it_has_held() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await trial.Gate("root").PassAsync(cancellationToken);
            _ = context.Start("part", trial.At("part"));
        },
        async trial =>
        {
            await trial.ReachedAsync("root");
            await trial.Execution.PauseAsync();
            trial.Open("root");
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Aborted)");
        });

    [Fact]
    public Task A_root_that_has_returned_and_waits_for_a_held_child_does_not_hold_up_the_pause() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await trial.Gate("root").PassAsync(cancellationToken);
            _ = context.Start("awaited", trial.At("awaited"), new ChildOptions { Lifetime = ActionLifetime.Await });
        },
        async trial =>
        {
            await trial.ReachedAsync("root");
            Receipt pause = await trial.Execution.PauseAsync();
            trial.Open("root");
            Assert.Equal(ExecutionStatus.Paused, (await pause.SettledAsync().WithinAsync(trial.Host.Describe)).Status);
            await trial.IsAsync("Paused: root=Running+ (awaited-1=Pending)");
            await trial.Execution.UnpauseAsync();
            trial.Open("awaited");
            await trial.ClosesAsync("Succeeded: root=Succeeded (awaited-1=Succeeded)");
        });

    [Fact]
    public Task A_backoff_stands_still_while_nothing_runs() => TreeTrial.RunAsync(
        (trial, context, cancellationToken) =>
        {
            _ = context.Start(
                "awaited",
                (part, _) => part.AttemptNumber == 1 ? throw new FormatException("no good") : Task.CompletedTask,
                new ChildOptions { Lifetime = ActionLifetime.Await, Retries = 1, Backoff = Backoff.Fixed(Minute) });
            return Task.CompletedTask;
        },
        async trial =>
        {
            await trial.UntilAsync("Running: root=Running+ (awaited-1=Waiting)");
            await trial.AdvanceAsync(20);
            await trial.Execution.PauseAsync();
            await trial.IsAsync("Paused: root=Running+ (awaited-1=Waiting)");
            await trial.AdvanceAsync(600);
            await trial.Execution.UnpauseAsync();
            await trial.AdvanceAsync(39);
            await trial.IsAsync("Running: root=Running+ (awaited-1=Waiting)");
            await trial.AdvanceAsync(1);
            await trial.ClosesAsync("Succeeded: root=Succeeded (awaited-1=Succeeded)");
        });

    [Fact]
    public Task What_is_reused_runs_no_code_and_is_not_held() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await trial.Gate($"root {context.AttemptNumber}").PassAsync(cancellationToken);
            await context.RunAsync("done", trial.At("done"));
            await trial.Gate("behind").PassAsync(cancellationToken);
        },
        async trial =>
        {
            trial.Open("root 1", "done");
            await trial.ReachedAsync("behind");
            await trial.CrashAndRestartAsync();
            await trial.ReachedAsync("root 2");
            await trial.Execution.PauseAsync();
            trial.Open("root 2");
            await trial.ReachedTimesAsync("behind", 2);
            await trial.IsAsync("Pausing: root=Running (done-1=Succeeded, done-1=Reused)");
        });

    private static Task HeldAsync(Func<TreeTrial, Task> body) => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await trial.Gate("root").PassAsync(cancellationToken);
            await context.RunAsync("part", trial.At("part"));
        },
        async trial =>
        {
            await trial.ReachedAsync("root");
            await trial.Execution.PauseAsync();
            trial.Open("root");
            await trial.UntilAsync("Pausing: root=Running (part-1=Pending)");
            await body(trial);
        });
}
