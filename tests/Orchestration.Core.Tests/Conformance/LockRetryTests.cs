using Orchestration.Storage;
using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Retries where executions wait for the stage: who has been overtaken can't go back, and a retry takes the lock again.</summary>
public sealed class LockRetryTests
{
    [Theory]
    [InlineData(ExecutionMode.Queue)]
    [InlineData(ExecutionMode.Supersede)]
    public Task CP_50_A_failure_frees_the_lock_and_the_failed_execution_is_superseded_in_the_stage(ExecutionMode mode) => LineTrial.RunAsync(mode, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync();

        trial.Fail("a1");

        await trial.ClosesAsync(1, ExecutionStatus.Failed);
        await trial.ReachedAsync("a2");
        await trial.LinesAsync("build: 2; deploy: -");
        OrchestrationException refusal = await Refused.AsAsync(
            ErrorCode.StageSuperseded, trial[1], nameof(StageStatus.Failed), () => trial[1].RetryStageAsync("build"));
        Assert.Contains(trial[2].Id.ToString(), refusal.Message);
        Assert.Equal(ErrorCode.StageSuperseded, (await trial[1].GetCapabilitiesAsync())[Verb.RetryStage, stage: "build"].Refusal);
        await trial.FinishAsync(2);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task CP_62_Once_a_later_execution_has_entered_the_stage_the_older_can_not_retry_it(bool restart) =>
        LineTrial.RunAsync(new LineSetup(ExecutionMode.Queue) { MayRest = true }, async trial =>
        {
            await trial.StartAsync("a");
            trial.Open("a1");
            trial.Fail("b1");
            await trial.ClosesAsync(1, ExecutionStatus.Failed);
            await trial.StartAsync("a");
            await trial.FinishAsync(2);
            if (restart)
            {
                await trial.RestartAsync(crash: true);
            }

            await Refused.AsAsync(
                ErrorCode.StageSuperseded, trial[1], nameof(StageStatus.Failed), () => trial[1].RetryStageAsync("deploy", StageRetryMode.AllActions));
            Assert.Equal((trial[2].Id, StageStatus.Succeeded), ((await trial.PipelineAsync())["deploy"].Latest!.Value, (await trial.PipelineAsync())["deploy"].LatestStatus));
        });

    [Fact]
    public Task CP_62_In_the_mode_Parallel_a_later_execution_supersedes_nothing() => LineTrial.RunAsync(ExecutionMode.Parallel, async trial =>
    {
        trial.Open("a1");
        await trial.StartAsync();
        trial.Fail("b1");
        await trial.ClosesAsync(1, ExecutionStatus.Failed);
        await trial.StartAsync();
        await trial.FinishAsync(2);
        trial.Open("b1");

        await trial[1].RetryStageAsync("deploy");
        await trial.FinishAsync(1);
    });

    [Fact]
    public Task A_later_execution_that_only_waits_has_not_entered() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.StartAsync("a");
        await trial.DisableGateAsync("build");
        await trial[1].StopAsync(StopMode.Cancel);
        await trial.ClosesAsync(1, ExecutionStatus.Stopped);
        await trial.StartAsync();
        await trial.LinesAsync("build: - | < 2; deploy: -");

        await trial[1].RetryStageAsync("build");

        await trial.ReachedAsync("a1", 2);
        await trial.LinesAsync("build: 1 | < 2; deploy: -");
        await trial.EnableGateAsync("build");
        await trial.LinesAsync("build: 1 < 2; deploy: -");
        trial.Open("a1");
        await trial.FinishAsync(1, 2);
    });

    [Theory]
    [InlineData(StageRetryMode.FailedActions)]
    [InlineData(StageRetryMode.AllActions)]
    public Task CP_63_A_retried_execution_goes_on_through_the_later_stages_and_their_lines(StageRetryMode mode) =>
        LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
        {
            await trial.StartAsync("a");
            trial.Open("a1");
            await trial.ReachedAsync("b1");
            await trial.StartAsync("a");
            trial.Fail("a2");
            await trial.ClosesAsync(2, ExecutionStatus.Failed);
            trial.Gate("a2").Open();

            await trial[2].RetryStageAsync("build", mode);

            await trial.WaitsAsync(2, "deploy");
            await trial.LinesAsync("build: -; deploy: 1 < 2");
            trial.Open("b1");
            await trial.ReachedAsync("b2");
            trial.Open("b2");
            await trial.ClosesAsync(2, ExecutionStatus.Succeeded);
            await trial.IsAsync(2, "Succeeded [build: Succeeded (a=Succeeded); deploy: Succeeded (b=Succeeded)]");
        });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_a_retry_and_an_arrival_the_first_gets_the_stage(bool retryFirst)
    {
        HeldStore store = new();
        await LineTrial.RunAsync(new LineSetup(ExecutionMode.Queue) { Store = store }, async trial =>
        {
            // Its orphan keeps it in memory, so that what is sent first is decided first.
            await trial.StartAsync("a");
            await trial[1].StopAsync(StopMode.Abandon);
            await trial.ClosesAsync(1, ExecutionStatus.Stopped);
            Task held = Task.CompletedTask;
            await store.HoldAsync(() => held = trial.DisableGateAsync("deploy"));

            Task<Receipt>? retry = retryFirst ? trial[1].RetryStageAsync("build") : null;
            Task<ExecutionHandle> start = trial.StartAsync();
            retry ??= trial[1].RetryStageAsync("build");
            store.Release();
            await Task.WhenAll(held, start).WithinAsync(trial.Host.Describe);

            if (retryFirst)
            {
                await retry.WithinAsync(trial.Host.Describe);
                trial.Open("a1");
                await trial.WaitsAsync(1, "deploy");
            }
            else
            {
                await Refused.AsAsync(ErrorCode.StageSuperseded, () => retry);
            }

            await trial.ReachedAsync("a2");
            await trial.EnableGateAsync("deploy");
            await trial.FinishAsync(retryFirst ? [1, 2] : [2]);
        });
    }

    [Fact]
    public async Task Retries_race_the_hand_over_and_each_other_and_one_has_the_stage_at_a_time()
    {
        for (int round = 0; round < 30; round++)
        {
            await LineTrial.RunAsync(new LineSetup(ExecutionMode.Queue) { Store = round % 2 == 0 ? null : new InMemoryExecutionStore() }, async trial =>
            {
                await trial.StartAsync("a");
                trial.Fail("a1");
                await trial.ClosesAsync(1, ExecutionStatus.Failed);
                trial.Gate("a1").Open();
                Guid id = trial.NextId();
                Task<Receipt>[] retries = new Task<Receipt>[2];
                Task<ExecutionHandle>? start = null;

                OwnThread.Race(
                    () => retries[0] = trial[1].RetryStageAsync("build"),
                    () => retries[1] = trial[1].RetryStageAsync("build", StageRetryMode.AllActions),
                    () => start = trial.Orchestrator.StartAsync(new StartRequest("release") { CommandId = id }));

                await start!.WithinAsync(trial.Host.Describe);
                ErrorCode?[] refusals = [(await Races.OutcomeAsync(retries[0])).Refused, (await Races.OutcomeAsync(retries[1])).Refused];
                Assert.True(refusals.Count(code => code is null) <= 1, string.Join(" ", refusals));
                Assert.All(refusals, code => Assert.True(code is null or ErrorCode.StageSuperseded or ErrorCode.Conflict or ErrorCode.StageNotRetryable, $"{code}"));
                await trial.FinishAsync(refusals.Contains(null) ? [1, 2] : [2]);
                await trial.LinesAsync("build: -; deploy: -");
            });
        }
    }

    [Fact]
    public Task A_retry_of_a_stage_while_its_siblings_run_keeps_the_lock() =>
        LineTrial.RunAsync(new LineSetup(ExecutionMode.Queue, "build: a c; deploy: b"), async trial =>
        {
            await trial.StartAsync("a", "c");
            await trial.StartAsync();
            trial.Fail("a1");
            await trial[1].UntilAsync(snapshot => snapshot.Stages[0]["a"].Status == ActionStatus.Failed);

            await trial[1].RetryStageAsync("build");

            await trial.ReachedAsync("a1", 2);
            await trial.LinesAsync("build: 1 < 2; deploy: -");
            trial.Open("a1");
            await trial[1].UntilAsync(snapshot => snapshot.Stages[0]["a"].Status is ActionStatus.Failed or ActionStatus.Succeeded);
        });
}
