using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>An action with children is retried by its strategy: what is open of the earlier attempt ends first, and what had succeeded is not run again.</summary>
public sealed class RetryRootTests
{
    [Fact]
    public Task A_roots_next_attempt_begins_behind_the_end_of_everything_open_and_reuses()
    {
        int[] results = [];
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                int done = await context.Start("done", trial.Giving("done", context.AttemptNumber));
                if (context.AttemptNumber == 1)
                {
                    _ = context.Start("fold", (fold, token) => fold.RunAsync("part", trial.At("part")));
                    _ = context.Start("deaf", trial.Deaf("deaf"));
                    await trial.Gate("part").ReachedAsync(1, cancellationToken);
                    throw new FormatException("no good");
                }

                results = [done];
            },
            async trial =>
            {
                trial.Open("done");
                await trial.UntilAsync("Running: root=Running+ (done-1=Succeeded, fold-1=Aborted (part-1=Aborted), deaf-1=Stopping)");
                await trial.AdvanceAsync(29);
                Assert.Empty(await trial.EventsAsync<ActionRetrying>());
                await trial.AdvanceAsync(1);
                await trial.ClosesAsync("Succeeded: root=Succeeded (done-1=Succeeded, fold-1=Aborted (part-1=Aborted), deaf-1=Abandoned, done-1=Reused)");
                Assert.Equal([1], results);
                ActionClosed[] aborted = [.. (await trial.EventsAsync<ActionClosed>()).Where(closed => closed.Status == ActionStatus.Aborted)];
                Assert.Equal(["root/fold-1/part-1", "root/fold-1"], aborted.Select(closed => closed.Action));
                Assert.All(aborted, closed => Assert.Equal(ReasonCode.ParentEnded, closed.Reason));
            },
            root => root.Retry(1));
    }

    [Fact]
    public Task A_backoff_counts_from_the_end_of_the_last_child() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            if (context.AttemptNumber == 1)
            {
                _ = context.Start("deaf", trial.Deaf("deaf"));
                await trial.Gate("deaf").ReachedAsync(1, cancellationToken);
                throw new FormatException("no good");
            }
        },
        async trial =>
        {
            await trial.UntilAsync("Running: root=Running+ (deaf-1=Stopping)");
            await trial.AdvanceAsync(30);
            await trial.IsAsync("Running: root=Waiting (deaf-1=Abandoned)");
            await trial.AdvanceAsync(59);
            await trial.IsAsync("Running: root=Waiting (deaf-1=Abandoned)");
            await trial.AdvanceAsync(1);
            await trial.ClosesAsync("Succeeded: root=Succeeded (deaf-1=Abandoned)");
        },
        root => root.Retry(1, Backoff.Fixed(TimeSpan.FromSeconds(60))));

    [Fact]
    public Task A_child_that_the_failed_attempt_was_to_wait_for_ends_by_itself_first() => TreeTrial.RunAsync(
        (trial, context, cancellationToken) =>
        {
            ChildAction awaited = context.Start("awaited", trial.At("awaited"), new ChildOptions { Lifetime = ActionLifetime.Await });
            return context.AttemptNumber == 1 ? Task.FromException(new FormatException("no good")) : awaited.AsTask();
        },
        async trial =>
        {
            await trial.UntilAsync("Running: root=Running+ (awaited-1=Running)");
            trial.Open("awaited");
            await trial.ClosesAsync("Succeeded: root=Succeeded (awaited-1=Succeeded, awaited-1=Reused)");
            Assert.Equal("awaited=1", trial.RunsOf("awaited"));
        },
        root => root.Retry(1));

    [Fact]
    public Task A_child_with_retries_of_its_own_reuses_what_is_below_it() => TreeTrial.RunAsync(
        (trial, context, cancellationToken) => context.RunAsync(
            "fold",
            async (fold, token) =>
            {
                await fold.RunAsync("done", trial.At("done"));
                _ = fold.Start("open", trial.At("open"));
                await trial.Gate("open").ReachedAsync(fold.AttemptNumber, token);
                throw new FormatException($"{fold.AttemptNumber}");
            },
            new ChildOptions { Retries = 2 }),
        async trial =>
        {
            trial.Open("done");
            await trial.ClosesAsync(
                "Failed: root=Failed (fold-1=Failed (done-1=Succeeded, open-1=Aborted, done-1=Reused, open-1=Aborted, done-1=Reused, open-1=Aborted))");
            Assert.Equal("done=1 open=3", trial.RunsOf("done", "open"));
            ActionSnapshot fold = await trial.ChildAsync("fold-1");
            Assert.Equal((3, "3"), (fold.Attempt, fold.Failure?.Message));
            Assert.Equal([1, 1, 2, 2, 3, 3], fold.Children.Select(child => child.ParentAttempt));
        });

    [Fact]
    public Task What_a_failed_child_without_retries_left_running_goes_on_until_the_root_ends() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            Exception? error = await TreeRuns.ErrorOfAsync(context.Start("fold", async (fold, token) =>
            {
                _ = fold.Start("open", trial.At("open"));
                await trial.Gate("open").ReachedAsync(1, token);
                throw new FormatException("no good");
            }));
            Assert.Equal("no good", Assert.IsType<ActionFailedException>(error).Failure.Message);
            await trial.Gate("root").PassAsync(cancellationToken);
        },
        async trial =>
        {
            await trial.ReachedAsync("root");
            await trial.IsAsync("Running: root=Running (fold-1=Failed (open-1=Running))");
            trial.Open("root");
            await trial.ClosesAsync("Succeeded: root=Succeeded (fold-1=Failed (open-1=Aborted))");
        });

    [Fact]
    public Task A_key_whose_failure_is_what_the_root_failed_for_runs_again() => TreeTrial.RunAsync(
        (trial, context, cancellationToken) => context.RunAsync(
            "part", (_, _) => context.AttemptNumber < 3 ? trial.Throwing("part")(context, CancellationToken.None) : Task.CompletedTask),
        async trial =>
        {
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Failed, part-1=Failed, part-1=Succeeded)");
            Assert.Equal(3, (await trial.RootAsync()).Attempt);
        },
        root => root.Retry(2));
}
