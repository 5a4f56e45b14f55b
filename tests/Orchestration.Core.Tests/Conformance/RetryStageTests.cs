using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>CodePipeline's retry: what runs again, and what stays.</summary>
public sealed class RetryStageTests
{
    [Fact]
    public Task CP_53_Only_the_failed_action_runs_again_and_outputs_are_kept() => OutputTrial.RunAsync(async (host, execution, output) =>
    {
        host.Gates["b"].Fail(new InvalidOperationException("b broke"));
        await execution.WaitAsync().WithinAsync(host.Describe);
        Assert.Equal("Failed [build: Failed (a=Succeeded, b=Failed)]", (await execution.GetAsync()).Describe());
        host.Gates["b"].Open();

        Receipt receipt = await execution.RetryStageAsync("build");
        await execution.WaitAsync().WithinAsync(host.Describe);

        Assert.Equal(execution.Id, receipt.Execution);
        ExecutionSnapshot snapshot = await execution.GetAsync();
        Assert.Equal("Succeeded [build: Succeeded (a=Succeeded, b=Succeeded)]", snapshot.Describe());
        Assert.Equal((1, 2), (snapshot["build"]["a"].Attempt, snapshot["build"]["b"].Attempt));
        Assert.Equal("\"a1\"", snapshot["build"]["a"].Output?.ToString());
        Assert.Equal(["a1", "a1"], output());
    });

    [Fact]
    public Task CP_54_With_all_actions_outputs_are_overwritten_and_old_attempts_stay_in_the_history() => OutputTrial.RunAsync(async (host, execution, output) =>
    {
        host.Gates["b"].Fail(new InvalidOperationException("b broke"));
        await execution.WaitAsync().WithinAsync(host.Describe);
        host.Gates["b"].Open();

        await execution.RetryStageAsync("build", StageRetryMode.AllActions);
        await execution.WaitAsync().WithinAsync(host.Describe);

        ExecutionSnapshot snapshot = await execution.GetAsync();
        Assert.Equal((2, 2), (snapshot["build"]["a"].Attempt, snapshot["build"]["b"].Attempt));
        Assert.Equal("\"a2\"", snapshot["build"]["a"].Output?.ToString());
        Assert.Equal(["a1", "a2"], output());
        ActionClosed[] closed = [.. (await execution.EventsAsync()).OfType<ActionClosed>()];
        Assert.Equal(["a 1 Succeeded", "b 1 Failed", "a 2 Succeeded", "b 2 Succeeded"], closed.Select(one => $"{one.Action} {one.Attempt} {one.Status}"));
    });

    [Fact]
    public Task CP_55_Failed_actions_are_retried_while_a_sibling_runs() => Trial.RunAsync("build: b c, d", async trial =>
    {
        await trial.ReachedAsync("b", "c");
        trial.Fail("b");
        await trial.UntilAsync("Running [build: Running (b=Failed, c=Running, d=Pending)]");
        await trial.RefusedAsync(ErrorCode.StageNotRetryable, execution => execution.RetryStageAsync("build", StageRetryMode.AllActions));
        trial.Open("b");

        await trial.Execution.RetryStageAsync("build");

        await trial.UntilAsync("Running [build: Running (b=Succeeded, c=Running, d=Pending)]");
        trial.Open("c", "d");
        await trial.ClosesAsync("Succeeded [build: Succeeded (b=Succeeded, c=Succeeded, d=Succeeded)]");
        Assert.Equal(1, (await trial.Execution.GetAsync())["build"]["c"].Attempt);
    });

    [Fact]
    public Task CP_57_Abandoned_and_never_started_actions_run() => Trial.RunAsync("build: z, a, b; deploy: c", async trial =>
    {
        trial.Open("z");
        await trial.ReachedAsync("a");
        await trial.StopAsync(StopMode.Abandon);
        await trial.IsAsync("Stopped [build: Stopped (z=Succeeded, a=Abandoned, b=NotRun); deploy: NotRun (c=NotRun)]");
        trial.Open("b", "c");

        await trial.Execution.RetryStageAsync("build");
        await trial.Gate("a").ReachedAsync(2).WithinAsync(trial.Host.Describe);
        trial.Open("a");

        await trial.ClosesAsync("Succeeded [build: Succeeded (z=Succeeded, a=Succeeded, b=Succeeded); deploy: Succeeded (c=Succeeded)]");
        ExecutionSnapshot snapshot = await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
        Assert.Equal((1, 2, 1), (snapshot["build"]["z"].Attempt, snapshot["build"]["a"].Attempt, snapshot["build"]["b"].Attempt));
        Assert.Equal(1, Assert.Single(snapshot.Orphans).Attempt);
    });

    [Fact]
    public Task CP_63_A_retried_stage_goes_on_with_later_groups_and_stages() => Trial.RunAsync("build: a, b; deploy: c; notify: d", async trial =>
    {
        trial.Fail("a");
        await trial.ClosesAsync("Failed [build: Failed (a=Failed, b=NotRun); deploy: NotRun (c=NotRun); notify: NotRun (d=NotRun)]");
        trial.Open("a", "b", "c", "d");

        await trial.Execution.RetryStageAsync("build");

        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, b=Succeeded); deploy: Succeeded (c=Succeeded); notify: Succeeded (d=Succeeded)]");
        Assert.Equal(1, (await trial.Execution.GetAsync())["build"].Retries);
    });

    [Fact]
    public Task A_later_stage_may_fail_and_be_retried_in_its_turn() => Trial.RunAsync("build: a; deploy: b", async trial =>
    {
        trial.Fail("a");
        trial.Fail("b");
        await trial.ClosesAsync("Failed [build: Failed (a=Failed); deploy: NotRun (b=NotRun)]");
        trial.Open("a");
        await trial.Execution.RetryStageAsync("build");
        await trial.ClosesAsync("Failed [build: Succeeded (a=Succeeded); deploy: Failed (b=Failed)]");
        trial.Open("b");

        await trial.RefusedAsync(ErrorCode.StageNotRetryable, execution => execution.RetryStageAsync("build"));
        await trial.Execution.RetryStageAsync("deploy");

        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded); deploy: Succeeded (b=Succeeded)]");
    });

    [Fact]
    public Task A_stopped_stage_whose_actions_all_succeeded_goes_on_or_runs_again() => Trial.RunAsync("build: a; deploy: b", async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.StopAsync();
        trial.Open("a");
        await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded); deploy: NotRun (b=NotRun)]");

        await trial.Execution.RetryStageAsync("build");
        await trial.ReachedAsync("b");
        await trial.IsAsync("Running [build: Succeeded (a=Succeeded); deploy: Running (b=Running)]");
        Assert.Equal(1, (await trial.Execution.GetAsync())["build"]["a"].Attempt);

        await trial.StopAsync();
        trial.Open("b");
        await trial.ClosesAsync("Stopped [build: Succeeded (a=Succeeded); deploy: Stopped (b=Succeeded)]");
        await trial.RefusedAsync(ErrorCode.StageNotRetryable, execution => execution.RetryStageAsync("deploy"));
        await trial.Execution.RetryStageAsync("deploy", StageRetryMode.AllActions);
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded); deploy: Succeeded (b=Succeeded)]");
        Assert.Equal(2, (await trial.Execution.GetAsync())["deploy"]["b"].Attempt);
    });

    [Fact]
    public Task A_retried_execution_can_be_stopped_again_and_its_intent_is_a_new_one() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        await (await trial.As("ada").AbortStageAsync("build")).EffectiveAsync();
        await trial.RefusedAsync(ErrorCode.AlreadyStopping, execution => execution.StopAsync());
        trial.Fail("a");
        await trial.ClosesAsync("Aborted [build: Aborted (a=Failed)]");
        await trial.RefusedAsync(ErrorCode.StageNotRetryable, execution => execution.RetryStageAsync("build"));

        ExecutionHandle second = await trial.StartAgainAsync();
        await second.WaitAsync().WithinAsync(trial.Host.Describe);
        trial.Gate("a").OpenOnce();
        await second.RetryStageAsync("build");
        Assert.Equal(ExecutionStatus.Succeeded, (await second.WaitAsync().WithinAsync(trial.Host.Describe)).Status);
    });

    [Fact]
    public Task After_a_crash_a_retry_goes_on_like_anything_else() => Trial.RunAsync("build: a b; deploy: c", async trial =>
    {
        trial.Open("a", "c");
        trial.Fail("b");
        await trial.ClosesAsync("Failed [build: Failed (a=Succeeded, b=Failed); deploy: NotRun (c=NotRun)]");
        await trial.CrashAndRestartAsync();
        trial.Gate("held").Open();
        trial.Open("b");

        await trial.Execution.RetryStageAsync("build");

        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, b=Succeeded); deploy: Succeeded (c=Succeeded)]");
    });
}
