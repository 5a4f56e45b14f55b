using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>How the end of a child without a result reaches the code that awaits it: typed, and no two kinds alike.</summary>
public sealed class ChildErrorTests
{
    [Fact]
    public Task FL_21_What_a_child_has_thrown_itself_is_a_failure_with_the_original_type()
    {
        Exception? error = null;
        Exception? nested = null;
        return TreeTrial.RunAsync(
            async (_, context, _) =>
            {
                error = await context.Start("child", (_, _) => throw new FormatException("no number"), new() { Key = "child" }).ErrorAsync();
                nested = await context.Start("parent", (parent, _) => parent.RunAsync("child", (_, _) => throw new FormatException("no number")), new() { Key = "parent" }).ErrorAsync();
            },
            async trial =>
            {
                await trial.ClosesAsync("Succeeded: root=Succeeded (child=Failed, parent=Failed (child-1=Failed))");
                ActionFailedException failed = Assert.IsType<ActionFailedException>(error);
                Assert.Equal((1, "tree/root/child", trial.Execution.Id), (failed.ActionId, failed.Path, failed.Execution));
                Assert.Equal(("System.FormatException", "no number", false), (failed.Failure.Type, failed.Failure.Message, failed.Failure.IsNonRetryable));
                Assert.Contains("System.FormatException: no number", failed.Message, StringComparison.Ordinal);
                Assert.Equal(typeof(ActionFailedException).FullName, Assert.IsType<ActionFailedException>(nested).Failure.Type);
            });
    }

    [Fact]
    public Task FL_22_Each_kind_of_end_has_its_own_type()
    {
        Dictionary<string, Exception?> errors = [];
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                ChildAction[] children =
                [
                    context.Start("failed", (_, _) => throw new InvalidOperationException("broken"), new() { Key = "failed" }),
                    context.Start("aborted", trial.At("aborted"), new() { Key = "aborted" }),
                    context.Start("expired", trial.Sleep(60), new() { Key = "expired", TimeoutAfter = TimeSpan.FromSeconds(5) }),
                    context.Start("abandoned", trial.Deaf("abandoned"), new() { Key = "abandoned" }),
                    context.Start("overdue", trial.Sleep(60), new() { Key = "overdue", DeadlineAfter = TimeSpan.FromSeconds(5) }),
                    context.Start("refused", trial.At("refused"), new() { Key = "failed" }),
                ];
                foreach (ChildAction child in children)
                {
                    errors[child.Name] = await child.ErrorAsync();
                }
            },
            async trial =>
            {
                await trial.ReachedAsync("aborted", "abandoned");
                await trial.AbortAsync("aborted");
                await trial.AbortAsync("abandoned", StopMode.Abandon);
                await trial.AdvanceAsync(5);
                await trial.ClosesAsync("Succeeded: root=Succeeded (failed=Failed, aborted=Aborted, expired=Expired, abandoned=Abandoned, overdue=Expired)");
                Assert.IsType<ActionFailedException>(errors["failed"]);
                Assert.IsType<ActionAbortedException>(errors["aborted"]);
                Assert.IsType<ActionExpiredException>(errors["expired"]);
                Assert.IsType<ActionAbandonedException>(errors["abandoned"]);
                Assert.IsType<ActionExpiredException>(errors["overdue"]);
                Assert.IsType<OrchestrationException>(errors["refused"]);
                Assert.Equal(
                    ["tree/root/failed", "tree/root/aborted", "tree/root/expired", "tree/root/abandoned", "tree/root/overdue"],
                    errors.Values.OfType<ActionException>().Select(error => error.Path));
                trial.Open("abandoned");
            });
    }

    [Fact]
    public Task A_cancellation_that_is_not_the_child_s_own_is_a_failure() => TreeTrial.RunAsync(
        async (_, context, _) =>
        {
            ActionFailedException failed = Assert.IsType<ActionFailedException>(
                await context.Start("child", (_, _) => throw new TaskCanceledException("the request has timed out"), new() { Key = "child" }).ErrorAsync());
            Assert.Equal((typeof(TaskCanceledException).FullName, "the request has timed out"), (failed.Failure.Type, failed.Failure.Message));
        },
        trial => trial.ClosesAsync("Succeeded: root=Succeeded (child=Failed)"));

    [Fact]
    public Task FL_33_An_aborted_child_is_not_retried_whatever_it_throws() => TreeTrial.RunAsync(
        async (trial, context, _) =>
        {
            ChildAction child = context.Start("child", async (given, token) =>
            {
                if (given.AttemptNumber > 1)
                {
                    await Record.ExceptionAsync(() => trial.Gate("second").PassAsync(token));
                }

                throw new InvalidOperationException("broken");
            }, new() { Key = "child", Retries = 5 });
            Assert.IsType<ActionAbortedException>(await child.ErrorAsync());
        },
        async trial =>
        {
            await trial.ReachedAsync("second");
            await trial.AbortAsync("child");
            await trial.ClosesAsync("Succeeded: root=Succeeded (child=Aborted)");
            Assert.Equal((2, "broken"), ((await trial.ChildAsync("child")).Attempt, (await trial.ChildAsync("child")).Failure!.Message));
        });

    [Theory]
    [InlineData(StopMode.Wait)]
    [InlineData(StopMode.Cancel)]
    [InlineData(StopMode.Abandon)]
    public Task FL_33_A_child_that_waits_for_its_retry_is_aborted_at_once(StopMode mode) => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            ChildOptions options = new() { Key = "child", Retries = 5, Backoff = Backoff.Fixed(TimeSpan.FromHours(1)) };
            Exception? error = await context.Start("child", (_, _) => throw new InvalidOperationException("broken"), options).ErrorAsync();
            Assert.Equal(mode == StopMode.Abandon, error is ActionAbandonedException);
            await trial.Gate("root").PassAsync(cancellationToken);
        },
        async trial =>
        {
            string status = mode == StopMode.Abandon ? "Abandoned" : "Aborted";
            await trial.UntilAsync("Running: root=Running (child=Waiting)");
            await trial.AbortAsync("child", mode);
            await trial.IsAsync($"Running: root=Running (child={status})");
            await trial.AdvanceAsync(7_200);
            Assert.Empty((await trial.Execution.GetAsync()).Orphans);
            trial.Open("root");
            await trial.ClosesAsync($"Succeeded: root=Succeeded (child={status})");
            Assert.Equal(1, (await trial.ChildAsync("child")).Attempt);
        });

    [Theory]
    [InlineData(StopMode.Wait)]
    [InlineData(StopMode.Cancel)]
    [InlineData(StopMode.Abandon)]
    public Task FL_33_So_is_one_below_an_action_that_is_aborted(StopMode mode) => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) => await context.Start("a", async (a, token) =>
        {
            ChildOptions options = new() { Key = "b", Retries = 5, Backoff = Backoff.Fixed(TimeSpan.FromSeconds(10)) };
            _ = a.Start("b", (_, _) => throw new InvalidOperationException("broken"), options);
            await trial.Gate("a").PassAsync(token);
        }, new() { Key = "a" }).ErrorAsync(),
        async trial =>
        {
            await trial.UntilAsync("Running: root=Running (a=Running (b=Waiting))");
            await trial.AbortAsync("a", mode);
            string b = mode == StopMode.Abandon ? "Abandoned" : "Aborted";
            if (mode == StopMode.Wait)
            {
                await trial.IsAsync($"Running: root=Running (a=Running (b={b}))");
                await trial.AdvanceAsync(60);
                trial.Open("a");
            }

            await trial.ClosesAsync($"Succeeded: root=Succeeded (a={(mode == StopMode.Abandon ? "Abandoned" : "Aborted")} (b={b}))");
            Assert.Equal(1, (await trial.ChildAsync("a/b")).Attempt);
            trial.Open("a");
        });
}
