using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>The three programs of Flyte's page on aborting and cancelling actions, with its numbers, in virtual time.</summary>
public sealed class SeedProgramTests
{
    [Fact]
    public Task FL_01_FL_03_A_root_that_ends_at_10_of_30_seconds_aborts_what_it_has_left_running()
    {
        TaskCompletionSource<string> seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                _ = context.Start("sleep-for", async (_, token) =>
                {
                    try
                    {
                        await trial.Sleep(30)(context, token);
                        seen.SetResult("slept");
                    }
                    catch (OperationCanceledException)
                    {
                        seen.SetResult("cancelled");
                        throw;
                    }
                });
                await trial.Sleep(10)(context, cancellationToken);
            },
            async trial =>
            {
                await trial.AdvanceAsync(9);
                await trial.IsAsync("Running: root=Running (sleep-for-1=Running)");
                await trial.AdvanceAsync(1);
                await trial.ClosesAsync("Succeeded: root=Succeeded (sleep-for-1=Aborted)");
                Assert.Equal("cancelled", await seen.Task);
                ActionSnapshot child = await trial.ChildAsync("sleep-for-1");
                Assert.Equal(ReasonCode.ParentEnded, child.Reason);
            });
    }

    [Fact]
    public Task FL_12_Thirty_sleepers_are_cancelled_when_a_task_fails()
    {
        ActionFailedException? caught = null;
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                ChildAction[] sleepers = [.. Enumerable.Range(0, 30).Select(index => context.Start($"sleeper-{index}", trial.Sleep(30)))];
                try
                {
                    await context.RunAsync("failing", (_, _) => throw new FormatException("no good"));
                }
                catch (ActionFailedException failure)
                {
                    caught = failure;
                    foreach (ChildAction sleeper in sleepers)
                    {
                        sleeper.Cancel("a task has failed");
                    }
                }
            },
            async trial =>
            {
                await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
                ExecutionSnapshot snapshot = await trial.Execution.GetAsync();
                Assert.Equal(ExecutionStatus.Succeeded, snapshot.Summary.Status);
                ActionSnapshot[] sleepers = [.. snapshot.Stages[0].Actions[0].Children.Where(child => child.Key!.StartsWith("sleeper", StringComparison.Ordinal))];
                Assert.Equal(30, sleepers.Length);
                Assert.All(sleepers, sleeper => Assert.Equal((ActionStatus.Aborted, ReasonCode.CancelRequested), (sleeper.Status, sleeper.Reason)));
                Assert.Equal((typeof(FormatException).FullName, "no good"), (caught!.Failure.Type, caught.Failure.Message));
            });
    }

    [Fact]
    public Task FL_19_Of_ten_sleepers_two_are_aborted_from_outside_while_the_root_waits_for_all()
    {
        ChildOutcome<int>[]? outcomes = null;
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                ChildAction<int>[] sleepers =
                [
                    .. Enumerable.Range(0, 10).Select(index => context.Start("long-sleeper", async (child, token) =>
                    {
                        await trial.Sleep(30)(child, token);
                        return index;
                    })),
                ];
                outcomes = await context.WhenAllSettled(sleepers, cancellationToken);
            },
            async trial =>
            {
                await trial.AdvanceAsync(5);
                int third = (await trial.ChildAsync("long-sleeper-3")).Id;
                await trial.Execution.AbortActionAsync(third, "by hand");
                await trial.Execution.AbortActionAsync("tree", "root/long-sleeper-7", "by hand too");
                await trial.AdvanceAsync(25);
                await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
                Assert.Equal(ExecutionStatus.Succeeded, (await trial.Execution.GetAsync()).Summary.Status);
                Assert.Equal([0, 1, 3, 4, 5, 7, 8, 9], outcomes!.Where(outcome => outcome.IsSuccess).Select(outcome => outcome.Result));
                ActionAbortedException aborted = Assert.IsType<ActionAbortedException>(outcomes![2].Error);
                Assert.Equal((third, "tree/root/long-sleeper-3", "by hand", "anonymous"), (aborted.ActionId, aborted.Path, aborted.Reason, aborted.Actor));
                Assert.Equal("by hand too", Assert.IsType<ActionAbortedException>(outcomes[6].Error).Reason);
            });
    }
}
