using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>A root run is retried by a person: failed actions find what had succeeded, all actions and a resume find nothing.</summary>
public sealed class RetryStageTreeTests
{
    [Fact]
    public Task FL_40_A_retry_of_the_failed_root_reuses() => RunAsync(async trial =>
    {
        await trial.ClosesAsync("Failed: root=Failed (done-1=Succeeded, bad-1=Failed)");
        await trial.Execution.RetryStageAsync("tree");
        await trial.ClosesAsync("Succeeded: root=Succeeded (done-1=Succeeded, bad-1=Failed, done-1=Reused, bad-1=Succeeded)");
        Assert.Equal("done=1 bad=2", trial.RunsOf("done", "bad"));
        Assert.Equal(trial.Execution.Id, (await trial.RootAsync()).Children[2].ReusedFrom);
    });

    [Fact]
    public Task A_retry_of_all_actions_reuses_nothing() => RunAsync(async trial =>
    {
        await trial.EndsAsync();
        await trial.Execution.RetryStageAsync("tree", StageRetryMode.AllActions);
        await trial.ClosesAsync("Succeeded: root=Succeeded (done-1=Succeeded, bad-1=Failed, done-1=Succeeded, bad-1=Succeeded)");
        Assert.Equal("done=2 bad=2", trial.RunsOf("done", "bad"));
    });

    [Fact]
    public Task After_a_retry_of_all_actions_a_crash_finds_what_has_succeeded_since_and_nothing_else() => RunAsync(
        async trial =>
        {
            await trial.EndsAsync();
            await trial.Execution.RetryStageAsync("tree", StageRetryMode.AllActions);
            await trial.ReachedTimesAsync("open", 1);
            await trial.CrashAndRestartAsync();
            await trial.ReachedTimesAsync("open", 2);
            await trial.IsAsync(
                "Running: root=Running (done-1=Succeeded, bad-1=Failed, done-1=Succeeded, bad-1=Succeeded, open-1=Abandoned, done-1=Reused, bad-1=Reused, open-1=Running)");
            trial.Open("open");
            await trial.EndsAsync();
            Assert.Equal("done=2 bad=2 open=2", trial.RunsOf("done", "bad", "open"));
        },
        opens: true);

    [Fact]
    public Task A_retry_of_failed_actions_behind_one_of_all_reuses_what_is_newer() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            if (context.AttemptNumber == 1)
            {
                await context.RunAsync("old", trial.At("old"));
            }
            else if (context.AttemptNumber == 2)
            {
                await context.RunAsync("new", trial.At("new"));
            }
            else
            {
                await context.WhenAll([context.Start("old", trial.At("old")), context.Start("new", trial.At("new"))], cancellationToken);
                return;
            }

            throw new FormatException($"{context.AttemptNumber}");
        },
        async trial =>
        {
            trial.Open("old", "new");
            await trial.EndsAsync();
            await trial.Execution.RetryStageAsync("tree", StageRetryMode.AllActions);
            await trial.Execution.UntilAsync(snapshot => snapshot is { Status: ExecutionStatus.Failed } && snapshot.Stages[0].Actions[0].Attempt == 2);
            await trial.Execution.RetryStageAsync("tree");
            await trial.ClosesAsync("Succeeded: root=Succeeded (old-1=Succeeded, new-1=Succeeded, old-1=Succeeded, new-1=Reused)");
            Assert.Equal("old=2 new=1", trial.RunsOf("old", "new"));
        });

    [Fact]
    public Task A_resume_is_another_execution_and_reuses_nothing() => RunAsync(async trial =>
    {
        await trial.EndsAsync();
        ExecutionHandle next = await trial.Execution.ResumeAsync("tree");
        trial.TurnTo(next);
        await trial.ClosesAsync("Succeeded: root=Succeeded (done-1=Succeeded, bad-1=Succeeded)");
        Assert.Equal("done=2 bad=2", trial.RunsOf("done", "bad"));
    });

    [Fact]
    public Task A_retry_of_a_stopped_root_reuses_what_had_succeeded_before_the_stop() => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await context.RunAsync("done", trial.At("done"));
            await context.RunAsync("open", trial.At("open"));
        },
        async trial =>
        {
            trial.Open("done");
            await trial.ReachedAsync("open");
            await trial.Execution.StopAsync(StopMode.Cancel);
            await trial.ClosesAsync("Stopped: root=Aborted (done-1=Succeeded, open-1=Aborted)");
            await trial.Execution.RetryStageAsync("tree");
            trial.Open("open");
            await trial.ClosesAsync("Succeeded: root=Succeeded (done-1=Succeeded, open-1=Aborted, done-1=Reused, open-1=Succeeded)");
            Assert.Equal("done=1 open=2", trial.RunsOf("done", "open"));
        });

    [Fact]
    public Task A_retry_gives_the_root_its_whole_budget_again() => TreeTrial.RunAsync(
        (trial, context, cancellationToken) => context.RunAsync("bad", trial.Throwing("bad")),
        async trial =>
        {
            await trial.EndsAsync();
            await trial.Execution.RetryStageAsync("tree");
            await trial.Execution.UntilAsync(snapshot => snapshot is { Status: ExecutionStatus.Failed } && snapshot.Stages[0].Actions[0].Attempt == 4);
            Assert.Equal("bad=4", trial.RunsOf("bad"));
        },
        root => root.Retry(1));

    [Fact]
    public Task A_retry_of_all_actions_of_a_rerun_reuses_nothing_of_the_first_run_either() => RunAsync(async trial =>
    {
        await trial.EndsAsync();
        trial.Host.Gates["early"].Fail(new FormatException("too early"));
        trial.TurnTo(await trial.Execution.RerunAsync(reuseSucceeded: true));
        await trial.ClosesAsync("Failed: root=Failed");
        await trial.Execution.RetryStageAsync("tree", StageRetryMode.AllActions);
        await trial.Execution.UntilAsync(snapshot => snapshot is { Status: ExecutionStatus.Failed } && snapshot.Stages[0].Actions[0].Attempt == 2);
        trial.Open("early");
        await trial.Execution.RetryStageAsync("tree");
        await trial.ClosesAsync("Succeeded: root=Succeeded (done-1=Succeeded, bad-1=Succeeded)");
        Assert.Equal("done=2 bad=2", trial.RunsOf("done", "bad"));
    });

    /// <summary>A root whose second child fails in the first run.</summary>
    private static Task RunAsync(Func<TreeTrial, Task> body, bool opens = false)
    {
        int runs = 0;
        return TreeTrial.RunAsync(
            async (trial, context, cancellationToken) =>
            {
                await trial.Gate("early").PassAsync(cancellationToken);
                await context.RunAsync("done", trial.At("done"));
                await context.RunAsync("bad", async (_, token) =>
                {
                    await trial.Gate("bad").PassAsync(token);
                    if (Interlocked.Increment(ref runs) == 1)
                    {
                        throw new FormatException("no good");
                    }
                });
                if (opens)
                {
                    await context.RunAsync("open", trial.At("open"));
                }
            },
            trial =>
            {
                trial.Open("early", "done", "bad");
                return body(trial);
            });
    }
}
