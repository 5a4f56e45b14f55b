using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>Retries of children: budget, backoff, time limits, and what is never retried.</summary>
public sealed class RetryChildTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public Task A_child_is_retried_after_each_backoff_and_its_last_failure_reaches_the_parent() => Caught(
        (trial, child, _) => throw new FormatException($"{child.AttemptNumber}"),
        new ChildOptions { Retries = 2, Backoff = Backoff.Exponential(Minute) },
        async (trial, error) =>
        {
            await trial.UntilAsync("Running: root=Running (part-1=Waiting)");
            ActionSnapshot waiting = await trial.ChildAsync("part-1");
            Assert.Equal((1, "1", trial.Host.Time.GetUtcNow() + Minute), (waiting.Attempt, waiting.Failure?.Message, waiting.RetryAt));
            await trial.AdvanceAsync(59);
            Assert.Equal(1, (await trial.ChildAsync("part-1")).Attempt);
            await trial.AdvanceAsync(1);
            Assert.Equal((2, ActionStatus.Waiting), await AttemptAsync(trial));
            await trial.AdvanceAsync(119);
            Assert.Equal((2, ActionStatus.Waiting), await AttemptAsync(trial));
            await trial.AdvanceAsync(1);
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Failed)");
            Assert.Equal("3", Assert.IsType<ActionFailedException>(error()).Failure.Message);
            Assert.Equal([1, 2], (await trial.EventsAsync<ActionRetrying>()).Select(retry => retry.Retry));
        });

    [Fact]
    public Task A_child_that_succeeds_in_the_end_is_a_success() => Caught(
        (_, child, _) => child.AttemptNumber < 4 ? Task.FromException(new FormatException("no good")) : Task.CompletedTask,
        new ChildOptions { Retries = 3 },
        async (trial, error) =>
        {
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Succeeded)");
            Assert.Null(error());
            Assert.Equal(4, (await trial.ChildAsync("part-1")).Attempt);
        });

    [Fact]
    public Task FL_38_A_failure_that_no_attempt_can_mend_is_not_retried() => Caught(
        (_, child, _) => throw new NonRetryableException($"{child.AttemptNumber}"),
        new ChildOptions { Retries = 5 },
        async (trial, error) =>
        {
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Failed)");
            Failure failure = Assert.IsType<ActionFailedException>(error()).Failure;
            Assert.Equal((typeof(NonRetryableException).FullName, "1", true), (failure.Type, failure.Message, failure.IsNonRetryable));
            Assert.Equal(1, (await trial.ChildAsync("part-1")).Attempt);
        });

    [Fact]
    public Task FL_35_Each_attempt_of_a_child_has_its_own_time_and_the_parent_is_told_of_the_last() => Caught(
        (trial, _, token) => trial.Gate("part").PassAsync(token),
        new ChildOptions { Retries = 2, TimeoutAfter = Minute },
        async (trial, error) =>
        {
            for (int attempt = 1; attempt <= 3; attempt++)
            {
                await trial.ReachedTimesAsync("part", attempt);
                await trial.AdvanceAsync(59);
                Assert.Equal((attempt, ActionStatus.Running), await AttemptAsync(trial));
                await trial.AdvanceAsync(1);
            }

            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Expired)");
            ActionExpiredException expired = Assert.IsType<ActionExpiredException>(error());
            Assert.Equal((1, "tree/root/part-1"), (expired.ActionId, expired.Path));
            Assert.All(await trial.EventsAsync<ActionRetrying>(), retry => Assert.Equal("TimeLimit", retry.Failure.Type));
            Assert.Equal("part=3", trial.RunsOf("part"));
        });

    [Fact]
    public Task Without_retries_a_child_expires_with_its_first_attempt() => Caught(
        (trial, _, token) => trial.Gate("part").PassAsync(token),
        new ChildOptions { TimeoutAfter = Minute },
        async (trial, error) =>
        {
            await trial.ReachedAsync("part");
            await trial.AdvanceAsync(60);
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Expired)");
            Assert.IsType<ActionExpiredException>(error());
            Assert.Equal(ReasonCode.TimeLimit, (await trial.ChildAsync("part-1")).Reason);
        });

    [Fact]
    public Task FL_36_A_childs_deadline_ends_its_backoff_at_once() => Caught(
        (_, child, _) => throw new FormatException($"{child.AttemptNumber}"),
        new ChildOptions { Retries = 5, Backoff = Backoff.Fixed(Minute), DeadlineAfter = 1.5 * Minute },
        async (trial, error) =>
        {
            await trial.UntilAsync("Running: root=Running (part-1=Waiting)");
            await trial.AdvanceAsync(60);
            Assert.Equal((2, ActionStatus.Waiting), await AttemptAsync(trial));
            await trial.AdvanceAsync(29);
            Assert.Equal((2, ActionStatus.Waiting), await AttemptAsync(trial));
            await trial.AdvanceAsync(1);
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Expired)");
            Assert.IsType<ActionExpiredException>(error());
            Assert.Equal(2, (await trial.ChildAsync("part-1")).Attempt);
        });

    [Fact]
    public Task A_childs_deadline_ends_its_running_attempt_and_no_retry_follows() => Caught(
        (trial, _, token) => trial.Gate("part").PassAsync(token),
        new ChildOptions { Retries = 5, TimeoutAfter = Minute, DeadlineAfter = 1.5 * Minute },
        async (trial, error) =>
        {
            await trial.ReachedAsync("part");
            await trial.AdvanceAsync(60);
            await trial.ReachedTimesAsync("part", 2);
            await trial.AdvanceAsync(30);
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Expired)");
            Assert.Contains("The action did not end", Assert.IsType<ActionExpiredException>(error()).Message, StringComparison.Ordinal);
            Assert.Equal("part=2", trial.RunsOf("part"));
        });

    [Fact]
    public Task FL_33_A_child_that_is_aborted_in_its_backoff_has_no_retry() => Caught(
        (_, child, _) => throw new FormatException($"{child.AttemptNumber}"),
        new ChildOptions { Retries = 5, Backoff = Backoff.Fixed(Minute) },
        async (trial, error) =>
        {
            await trial.UntilAsync("Running: root=Running (part-1=Waiting)");
            await trial.Execution.AbortActionAsync("tree", "root/part-1", "enough");
            await trial.ClosesAsync("Succeeded: root=Succeeded (part-1=Aborted)");
            Assert.Equal("enough", Assert.IsType<ActionAbortedException>(error()).Reason);
            Assert.Equal(1, (await trial.ChildAsync("part-1")).Attempt);
        });

    [Fact]
    public Task A_stop_that_waits_ends_a_childs_backoff_with_its_last_failure() => Caught(
        (_, child, _) => throw new FormatException($"{child.AttemptNumber}"),
        new ChildOptions { Retries = 5, Backoff = Backoff.Fixed(Minute) },
        async (trial, error) =>
        {
            await trial.UntilAsync("Running: root=Running (part-1=Waiting)");
            await trial.Execution.StopAsync();
            await trial.ClosesAsync("Stopped: root=Succeeded (part-1=Failed)");
            Assert.Equal("1", Assert.IsType<ActionFailedException>(error()).Failure.Message);
        });

    [Fact]
    public Task Retries_of_many_children_come_in_the_order_of_their_times() => TreeTrial.RunAsync(
        (trial, context, cancellationToken) => context.WhenAll(Enumerable.Range(1, 20).Reverse().Select(number => context.Start(
            $"part {number}",
            (child, token) => child.AttemptNumber == 1 ? throw new FormatException("no good") : Task.CompletedTask,
            new ChildOptions { Retries = 1, Backoff = Backoff.Fixed(number * Minute) })), cancellationToken),
        async trial =>
        {
            await trial.Execution.UntilAsync(snapshot => snapshot.Stages[0].Actions[0].Children.Count(child => child.Status == ActionStatus.Waiting) == 20);
            await trial.AdvanceAsync(20 * 60);
            await trial.EndsAsync();
            ActionStarted[] again = [.. (await trial.EventsAsync<ActionStarted>()).Where(started => started.Attempt == 2)];
            Assert.Equal(Enumerable.Range(1, 20).Select(number => $"root/part {number}-1"), again.Select(started => started.Action));
        });

    /// <summary>A root that starts one child, waits for it, and catches what that throws.</summary>
    private static Task Caught(Func<TreeTrial, ActionContext, CancellationToken, Task> code, ChildOptions options, Func<TreeTrial, Func<Exception?>, Task> body)
    {
        Exception? error = null;
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) => error = await TreeRuns.ErrorOfAsync(context.Start("part", (child, token) => code(trial, child, token), options)),
            trial => body(trial, () => error));
    }

    private static async Task<(int, ActionStatus)> AttemptAsync(TreeTrial trial)
    {
        ActionSnapshot child = await trial.ChildAsync("part-1");
        return (child.Attempt, child.Status);
    }
}
