using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>What a crash costs of retries, and what becomes of children that had no code running.</summary>
public sealed class RecoveryBudgetTests
{
    [Fact]
    public Task Lost_attempts_take_nothing_from_the_roots_budget() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await context.RunAsync("part", trial.At("part"));
            await trial.Gate("root").PassAsync(cancellationToken);
            throw new FormatException($"attempt {context.AttemptNumber}");
        },
        async trial =>
        {
            trial.Open("part");
            for (int crash = 1; crash <= 3; crash++)
            {
                await trial.ReachedTimesAsync("root", crash);
                await trial.CrashAndRestartAsync();
            }

            trial.Open("root");
            ActionSnapshot root = await trial.EndsAsync();
            Assert.Equal((ActionStatus.Failed, 6, "attempt 6"), (root.Status, root.Attempt, root.Failure!.Message));
            Assert.Equal([1, 2], (await trial.EventsAsync<ActionRetrying>()).Select(retry => retry.Retry));
            Assert.Equal(3, (await trial.EventsAsync<AttemptLost>()).Count);
            Assert.Equal("part=1", trial.RunsOf("part"));
        },
        root => root.Retry(2));

    [Fact]
    public Task A_child_that_runs_again_after_a_crash_has_its_whole_budget() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) => await context.RunAsync(
            "part",
            async (part, token) =>
            {
                await trial.Gate($"part {context.AttemptNumber}").PassAsync(token);
                throw new FormatException($"{part.AttemptNumber}");
            },
            new ChildOptions { Retries = 2 }),
        async trial =>
        {
            trial.Gate("part 1").OpenOnce();
            await trial.ReachedTimesAsync("part 1", 2);
            await trial.CrashAndRestartAsync();
            trial.Open("part 2");
            await trial.ClosesAsync("Failed: root=Failed (part-1=Abandoned, part-1=Failed)");
            Assert.Equal("part 1=2 part 2=3", trial.RunsOf("part 1", "part 2"));
            Assert.Equal((3, "3"), ((await trial.ChildAsync("part-1")).Attempt, (await trial.ChildAsync("part-1")).Failure!.Message));
        });

    [Fact]
    public Task A_child_that_was_in_its_retry_delay_ends_aborted_and_runs_again_at_once() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) => await context.RunAsync(
            "part",
            (_, token) => context.AttemptNumber == 1 ? Task.FromException(new FormatException("no good")) : trial.Gate("part").PassAsync(token),
            new ChildOptions { Retries = 1, Backoff = Backoff.Fixed(TimeSpan.FromHours(1)) }),
        async trial =>
        {
            await trial.UntilAsync("Running: root=Running (part-1=Waiting)");
            await trial.CrashAndRestartAsync();
            await trial.ReachedAsync("part");
            await trial.IsAsync("Running: root=Running (part-1=Aborted, part-1=Running)");
            ActionSnapshot waited = (await trial.RootAsync()).Children[0];
            Assert.Equal((ReasonCode.ParentEnded, "no good", 1), (waited.Reason, waited.Failure?.Message, waited.Attempt));
            trial.Open("part");
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Aborted, part-1=Succeeded)");
        });

    [Fact]
    public Task A_child_that_never_began_ends_aborted_and_the_root_begins_at_the_end_of_the_pause() => TreeTrial.RunAsync(
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
            await trial.CrashAndRestartAsync();
            await trial.IsAsync("Paused: root=Waiting (part-1=Aborted)");
            Assert.Equal("root=1 part=0", trial.RunsOf("root", "part"));
            await trial.Execution.UnpauseAsync();
            trial.Open("part");
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Aborted, part-1=Succeeded)");
            Assert.Equal("root=2 part=1", trial.RunsOf("root", "part"));
            Assert.Single(await trial.EventsAsync<AttemptLost>());
        });

    [Fact]
    public Task A_child_that_had_failed_is_no_result_and_runs_again() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            Exception? error = await TreeRuns.ErrorOfAsync(context.Start("part", trial.Throwing("part")));
            Assert.Equal("part broke", Assert.IsType<ActionFailedException>(error).Failure.Message);
            await context.RunAsync("last", trial.At("last"));
        },
        async trial =>
        {
            await trial.ReachedAsync("last");
            await trial.CrashAndRestartAsync();
            trial.Open("last");
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Failed, last-1=Abandoned, part-1=Failed, last-1=Succeeded)");
            Assert.Equal("part=2", trial.RunsOf("part"));
        });

    [Fact]
    public Task The_time_of_a_child_that_was_cut_off_begins_again() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) => await context.RunAsync("part", trial.At("part"), new ChildOptions { TimeoutAfter = TimeSpan.FromSeconds(60), DeadlineAfter = TimeSpan.FromSeconds(90) }),
        async trial =>
        {
            await trial.ReachedAsync("part");
            await trial.AdvanceAsync(59);
            await trial.Host.CrashAsync();
            trial.Host.Time.Advance(TimeSpan.FromHours(1));
            await trial.Host.RestartAsync();
            trial.TurnTo(trial.Host.GetHandle(trial.Execution.Id));
            await trial.ReachedTimesAsync("part", 2);
            await trial.AdvanceAsync(59);
            Assert.Equal(ActionStatus.Running, (await trial.ChildAsync("part-1")).Status);
            await trial.AdvanceAsync(1);
            ActionSnapshot root = await trial.EndsAsync();
            Assert.Equal([ActionStatus.Abandoned, ActionStatus.Expired], root.Children.Select(child => child.Status));
            Assert.Equal(ReasonCode.HostEnded, root.Children[0].Reason);
        });
}
