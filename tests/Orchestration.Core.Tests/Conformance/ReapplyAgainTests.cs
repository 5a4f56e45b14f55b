using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>A reapplication that runs is stopped as any other; retried or resumed it runs its stage and no more.</summary>
public sealed class ReapplyAgainTests
{
    private const string Sketch = "build: b; deploy: d; notify: n";
    private const string Done = "Succeeded [build: Succeeded (b=Succeeded); deploy: Succeeded (d=Succeeded); notify: Succeeded (n=Succeeded)]";
    private const string Reapplied = "Succeeded [build: Reused (b=Reused); deploy: Succeeded (d=Succeeded); notify: NotRun (n=NotRun)]";

    [Fact]
    public Task CP_67_A_reapplication_is_stopped_as_any_other() => RunGatedAsync(async (trial, again) =>
    {
        Receipt stop = await again.StopAsync();
        await again.UntilAsync(one => one.Describe() == "Stopping [build: Reused (b=Reused); deploy: Stopping (d=Running); notify: NotRun (n=NotRun)]");
        await Refused.AsAsync(ErrorCode.AlreadyStopping, () => again.StopAsync());

        trial.Gate("again").Open();

        Assert.Equal("Stopped [build: Reused (b=Reused); deploy: Stopped (d=Succeeded); notify: NotRun (n=NotRun)]", await again.CloseAsync());
        Assert.Equal(["deploy/d"], (await stop.SettledAsync().WithinAsync(trial.Host.Describe)).Finished);
        Assert.Null((await trial.Orchestrator.GetPipelineAsync("release"))["deploy"].Holder);
        await Refused.AsAsync(ErrorCode.NotStoppable, () => again.StopAsync());
    });

    [Theory]
    [InlineData(StopMode.Cancel, "Aborted")]
    [InlineData(StopMode.Abandon, "Abandoned")]
    public Task CP_67_It_is_cancelled_and_abandoned_as_any_other(StopMode mode, string action) => RunGatedAsync(async (trial, again) =>
    {
        await again.StopAsync(mode);
        Assert.Equal($"Stopped [build: Reused (b=Reused); deploy: Stopped (d={action}); notify: NotRun (n=NotRun)]", await again.CloseAsync());
        Assert.Null((await trial.Orchestrator.GetPipelineAsync("release"))["deploy"].Holder);
    });

    [Theory]
    [InlineData(StageRetryMode.FailedActions)]
    [InlineData(StageRetryMode.AllActions)]
    public Task A_retry_of_a_failed_reapplication_runs_only_its_stage(StageRetryMode mode) => RunGatedAsync(async (trial, again) =>
    {
        trial.Gate("again").Fail(new InvalidOperationException("again broke"));
        Assert.Equal("Failed [build: Reused (b=Reused); deploy: Failed (d=Failed); notify: NotRun (n=NotRun)]", await again.CloseAsync());
        trial.Gate("again").Open();
        await Refused.AsAsync(ErrorCode.StageNotRetryable, () => again.RetryStageAsync("notify", mode));
        await Refused.AsAsync(ErrorCode.StageNotRetryable, () => again.RetryStageAsync("build", mode));

        await again.RetryStageAsync("deploy", mode);

        Assert.Equal(Reapplied, await again.CloseAsync());
        Assert.Equal((1, 1), (trial.Gate("n").Arrivals, trial.Gate("b").Arrivals));
    });

    [Fact]
    public Task A_retry_of_a_stopped_one_that_would_run_nothing_is_refused() => RunGatedAsync(async (trial, again) =>
    {
        await again.StopAsync();
        trial.Gate("again").Open();
        await again.CloseAsync();
        await Refused.AsAsync(ErrorCode.StageNotRetryable, () => again.RetryStageAsync("deploy"));
        await again.RetryStageAsync("deploy", StageRetryMode.AllActions);
        Assert.Equal(Reapplied, await again.CloseAsync());
    });

    [Fact]
    public Task A_resume_of_a_failed_reapplication_runs_only_its_stage_and_is_one_too() => RunGatedAsync(async (trial, again) =>
    {
        trial.Gate("again").Fail(new InvalidOperationException("again broke"));
        await again.CloseAsync();
        trial.Gate("again").Open();
        await Refused.AsAsync(ErrorCode.StageNotExecuted, () => again.ResumeAsync("notify"));
        await Refused.AsAsync(ErrorCode.StageNotExecuted, () => again.ResumeAsync("build"));

        ExecutionHandle next = await again.ResumeAsync("deploy");

        Assert.Equal(Reapplied, await next.CloseAsync());
        ExecutionSnapshot end = await next.GetAsync();
        Assert.Equal((ExecutionType.Reapply, trial.Execution.Id), (end.Summary.Type, end.Summary.Reapplies!.Value));
        Assert.Equal((again.Id, 2, again.Id), (end.Summary.Lineage.Root, end.Summary.Lineage.Iteration, end.Summary.Lineage.ResumedFrom!.Value));
        Assert.Equal(trial.Execution.Id, end["build"]["b"].ReusedFrom);
        Assert.Equal(Verb.Resume, end.Commands[0].Verb);
        Assert.Equal(1, trial.Gate("n").Arrivals);
    });

    /// <summary>A reapplication of the stage "deploy" whose action stands at the gate "again".</summary>
    private static async Task RunGatedAsync(Func<Trial, ExecutionHandle, Task> body)
    {
        TrialSetup setup = new() { Define = define => define.Mode(ExecutionMode.Queue) };
        setup.Code["d"] = (trial, context, token) => context.ExecutionId == trial.Execution.Id ? Task.CompletedTask : trial.Gate("again").PassAsync(token);
        await Trial.RunAsync(Sketch, setup, async trial =>
        {
            trial.Open("b", "n");
            await trial.ClosesAsync(Done);
            ExecutionHandle again = await trial.Execution.ReapplyAsync("deploy");
            await trial.ReachedAsync("again");
            await body(trial, again);
        });
    }
}
