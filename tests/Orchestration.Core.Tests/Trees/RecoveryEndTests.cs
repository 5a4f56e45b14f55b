using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>A host ends while an action that has returned waits for what is below it: it closes as it returned.</summary>
public sealed class RecoveryEndTests
{
    [Fact]
    public Task A_root_that_has_returned_closes_with_its_result() => TreeTrial.RunAsync(
        trial => Pipeline.Root("tree", async (context, cancellationToken) =>
        {
            ChildAction deaf = context.Start("deaf", trial.Deaf("deaf"));
            await trial.Gate("deaf").ReachedAsync(context.AttemptNumber, cancellationToken);
            return $"{deaf.Key} {context.AttemptNumber}";
        }),
        async trial =>
        {
            await trial.UntilAsync("Running: root=Running+ (deaf-1=Stopping)");
            await trial.CrashAndRestartAsync();
            await trial.ClosesAsync("Succeeded: root=Succeeded (deaf-1=Abandoned)");
            Assert.Equal("deaf-1 1", await trial.Execution.WithResult<string>().ResultAsync());
            Assert.Equal((ReasonCode.HostEnded, 1), ((await trial.ChildAsync("deaf-1")).Reason, (await trial.RootAsync()).Attempt));
            Assert.Empty((await trial.Execution.GetAsync()).Orphans);
        });

    [Fact]
    public Task A_root_that_has_failed_closes_with_its_failure() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            _ = context.Start("deaf", trial.Deaf("deaf"));
            await trial.Gate("deaf").ReachedAsync(1, cancellationToken);
            throw new FormatException("no good");
        },
        async trial =>
        {
            await trial.UntilAsync("Running: root=Running+ (deaf-1=Stopping)");
            await trial.CrashAndRestartAsync();
            await trial.ClosesAsync("Failed: root=Failed (deaf-1=Abandoned)");
            ActionSnapshot root = await trial.RootAsync();
            Assert.Equal((ReasonCode.Threw, "no good", 1), (root.Reason, root.Failure?.Message, root.Attempt));
        });

    [Fact]
    public Task A_root_that_waits_for_a_child_closes_although_that_was_lost() => TreeTrial.RunAsync(
        (trial, context, cancellationToken) =>
        {
            _ = context.Start("awaited", trial.At("awaited"), new ChildOptions { Lifetime = ActionLifetime.Await });
            _ = context.Start("other", trial.At("other"));
            return Task.CompletedTask;
        },
        async trial =>
        {
            await trial.UntilAsync("Running: root=Running+ (awaited-1=Running, other-1=Running)");
            await trial.CrashAndRestartAsync();
            await trial.ClosesAsync("Succeeded: root=Succeeded (awaited-1=Abandoned, other-1=Abandoned)");
            Assert.Equal((1, 1, 1), ((await trial.RootAsync()).Attempt, trial.Gate("awaited").Arrivals, trial.Gate("other").Arrivals));
        });

    [Fact]
    public Task A_root_that_is_to_be_retried_runs_again_once() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            _ = context.Start("deaf", trial.Deaf("deaf"));
            await trial.Gate("deaf").ReachedAsync(context.AttemptNumber, cancellationToken);
            if (context.AttemptNumber == 1)
            {
                throw new FormatException("no good");
            }

            await trial.Gate("root").PassAsync(cancellationToken);
        },
        async trial =>
        {
            await trial.UntilAsync("Running: root=Running+ (deaf-1=Stopping)");
            await trial.CrashAndRestartAsync();
            await trial.ReachedAsync("root");
            await trial.IsAsync("Running: root=Running (deaf-1=Abandoned, deaf-1=Running)");
            ActionRetrying retry = Assert.Single(await trial.EventsAsync<ActionRetrying>());
            Assert.Equal((1, "no good"), (retry.Retry, retry.Failure.Message));
            Assert.Equal([1, 2], (await trial.EventsAsync<ActionStarted>()).Where(started => started.Action == "root").Select(started => started.Attempt));
            trial.Open("root");
            await trial.UntilAsync("Running: root=Running+ (deaf-1=Abandoned, deaf-1=Stopping)");
            trial.Open("deaf");
            await trial.ClosesAsync("Succeeded: root=Succeeded (deaf-1=Abandoned, deaf-1=Aborted)");
        },
        root => root.Retry(1));

    [Fact]
    public Task A_child_that_has_returned_closes_with_its_result_which_the_next_attempt_finds()
    {
        int[] results = [];
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                ChildAction<int> fold = context.Start("fold", (child, token) =>
                {
                    _ = child.Start("awaited", trial.At("awaited"), new ChildOptions { Lifetime = ActionLifetime.Await });
                    return Task.FromResult(context.AttemptNumber);
                });
                int result = await fold;
                await context.RunAsync("last", trial.At("last"));
                results = [result];
            },
            async trial =>
            {
                await trial.UntilAsync("Running: root=Running (fold-1=Running+ (awaited-1=Running))");
                await trial.CrashAndRestartAsync();
                trial.Open("last");
                await trial.ClosesAsync("Succeeded: root=Succeeded (fold-1=Succeeded (awaited-1=Abandoned), fold-1=Reused, last-1=Succeeded)");
                Assert.Equal([1], results);
                Assert.Equal("awaited=1 last=1", trial.RunsOf("awaited", "last"));
            });
    }

    [Fact]
    public Task A_child_that_had_failed_with_retries_left_begins_no_attempt_that_nobody_would_run() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) => await context.RunAsync(
            "fold",
            async (fold, token) =>
            {
                if (context.AttemptNumber == 2)
                {
                    await trial.Gate("fold").PassAsync(token);
                    return;
                }

                _ = fold.Start("deaf", trial.Deaf("deaf"));
                await trial.Gate("deaf").ReachedAsync(1, token);
                throw new FormatException("no good");
            },
            new ChildOptions { Retries = 3 }),
        async trial =>
        {
            await trial.UntilAsync("Running: root=Running (fold-1=Running+ (deaf-1=Stopping))");
            await trial.CrashAndRestartAsync();
            await trial.ReachedAsync("fold");
            ActionSnapshot lost = (await trial.RootAsync()).Children[0];
            Assert.Equal((ActionStatus.Failed, "no good", 1), (lost.Status, lost.Failure?.Message, lost.Attempt));
            Assert.Equal(1, (await trial.EventsAsync<ActionStarted>()).Count(started => started.ActionIndex == lost.Id));
            trial.Open("fold");
            Assert.Equal(ActionStatus.Succeeded, (await trial.EndsAsync()).Status);
        });

    [Fact]
    public Task A_root_whose_children_all_ended_before_the_crash_ran_once() => TreeTrial.RunAsync(
        (trial, context, cancellationToken) => context.RunAsync("part", trial.At("part")),
        async trial =>
        {
            trial.Open("part");
            await trial.EndsAsync();
            await trial.CrashAndRestartAsync();
            await trial.IsAsync("Succeeded: root=Succeeded (part-1=Succeeded)");
            Assert.Equal("part=1", trial.RunsOf("part"));
        });
}
