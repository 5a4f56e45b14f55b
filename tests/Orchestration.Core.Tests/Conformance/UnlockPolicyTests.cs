using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>When a stage that was left with abandoned code is free again.</summary>
public sealed class UnlockPolicyTests
{
    private static readonly LineSetup Settle = new(ExecutionMode.Queue) { Unlock = UnlockPolicy.AfterOrphansSettle };

    [Fact]
    public Task CP_25_By_default_the_next_enters_immediately_and_the_orphans_are_listed() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync();

        await trial[1].StopAsync(StopMode.Abandon);

        await trial.ReachedAsync("a2");
        await trial.LinesAsync("build: 2; deploy: -");
        StageOrphan orphan = Assert.Single((await trial.PipelineAsync())["build"].Orphans);
        Assert.Equal((trial[1].Id, "build", "a", 1, true), (orphan.Execution, orphan.Orphan.Stage, orphan.Orphan.Action, orphan.Orphan.Attempt, orphan.Orphan.IsRunning));
        trial.Open("a1");
        await trial[1].OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
        Assert.Empty((await trial.PipelineAsync())["build"].Orphans);
        await trial.FinishAsync(2);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task CP_26_With_safe_unlocking_the_next_enters_when_the_orphans_have_returned(bool byGrace) =>
        LineTrial.RunAsync(Settle with { Sketch = "build: a x; deploy: b", Deaf = ["a", "x"] }, async trial =>
        {
            await trial.StartAsync("a", "x");
            await trial.StartAsync();

            await trial[1].StopAsync(byGrace ? StopMode.Cancel : StopMode.Abandon);
            await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(byGrace ? 30 : 0));

            await trial.ClosesAsync(1, ExecutionStatus.Stopped);
            await trial.LinesAsync("build: 1 < 2; deploy: -");
            trial.Open("a1");
            await trial[1].UntilAsync(snapshot => snapshot.Orphans.Count(orphan => orphan.IsRunning) == 1);
            await trial.LinesAsync("build: 1 < 2; deploy: -");
            Assert.Equal(0, trial.Gate("a2").Arrivals);
            trial.Fail("x1");
            await trial.ReachedAsync("a2", "x2");
            await trial.LinesAsync("build: 2; deploy: -");
            await trial.FinishAsync(2);
        });

    [Fact]
    public Task The_disabled_gate_keeps_its_meaning_when_the_orphans_have_returned() => LineTrial.RunAsync(Settle, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync();
        await trial[1].StopAsync(StopMode.Abandon);
        await trial.DisableGateAsync("build");
        trial.Open("a1");
        await trial[1].OrphansReturnedAsync().WithinAsync(trial.Host.Describe);

        await trial.LinesAsync("build: - | < 2; deploy: -");
        await trial.EnableGateAsync("build");
        await trial.FinishAsync(2);
    });

    [Theory]
    [InlineData(ExecutionMode.Queue)]
    [InlineData(ExecutionMode.Supersede)]
    [InlineData(ExecutionMode.Parallel)]
    public Task A_retry_waits_for_the_orphans_of_its_stage(ExecutionMode mode) => LineTrial.RunAsync(Settle with { Mode = mode }, async trial =>
    {
        await trial.StartAsync("a");
        await trial[1].StopAsync(StopMode.Abandon);
        await trial.ClosesAsync(1, ExecutionStatus.Stopped);

        Receipt receipt = await trial[1].RetryStageAsync("build");

        Assert.Equal(ExecutionStatus.Running, receipt.Status);
        StageSnapshot build = (await trial[1].GetAsync()).Stages[0];
        Assert.Equal((StageStatus.Waiting, StageWait.Orphans), (build.Status, build.WaitsFor));
        Assert.Equal(1, trial.Gate("a1").Arrivals);
        await trial.LinesAsync(mode == ExecutionMode.Parallel ? "build: -; deploy: -" : "build: 1; deploy: -");
        trial.Gate("a1").OpenOnce();
        await trial.ReachedAsync("a1", 2);
        await trial.FinishAsync(1);
    });

    [Theory]
    [InlineData(StopMode.Wait)]
    [InlineData(StopMode.Cancel)]
    [InlineData(StopMode.Abandon)]
    public Task A_retry_that_waits_for_orphans_can_be_stopped_and_the_lock_still_waits(StopMode how) => LineTrial.RunAsync(Settle, async trial =>
    {
        await trial.StartAsync("a");
        await trial[1].StopAsync(StopMode.Abandon);
        await trial.ClosesAsync(1, ExecutionStatus.Stopped);
        await trial[1].RetryStageAsync("build");
        await trial.StartAsync();

        await trial[1].StopAsync(how);

        await trial.ClosesAsync(1, ExecutionStatus.Stopped);
        await trial.LinesAsync("build: 1 < 2; deploy: -");
        trial.Open("a1");
        await trial.ReachedAsync("a2");
        Assert.Equal(1, trial.Gate("a1").Arrivals);
        await trial.FinishAsync(2);
    });

    [Fact]
    public Task A_retry_under_the_default_policy_runs_beside_the_orphan() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        await trial.StartAsync("a");
        await trial[1].StopAsync(StopMode.Abandon);
        await trial.ClosesAsync(1, ExecutionStatus.Stopped);

        await trial[1].RetryStageAsync("build");

        await trial.ReachedAsync("a1", 2);
        Assert.Equal(2, trial.Gate("a1").Waiting);
        await trial.FinishAsync(1);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Orphans_of_a_host_that_has_ended_count_as_returned(bool crash) => LineTrial.RunAsync(Settle with { MayRest = true }, async trial =>
    {
        await trial.StartAsync("a");
        await trial.StartAsync();
        await trial[1].StopAsync(StopMode.Abandon);
        await trial.ClosesAsync(1, ExecutionStatus.Stopped);
        await trial.LinesAsync("build: 1 < 2; deploy: -");

        await trial.RestartAsync(crash);

        await trial.ReachedAsync("a2");
        await trial.LinesAsync("build: 2; deploy: -");
        Assert.DoesNotContain((await trial[1].GetAsync()).Orphans, orphan => orphan.IsRunning);
        await trial.FinishAsync(2);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_retry_that_waits_for_orphans_runs_on_the_next_host(bool crash) => LineTrial.RunAsync(Settle with { MayRest = true }, async trial =>
    {
        await trial.StartAsync("a");
        await trial[1].StopAsync(StopMode.Abandon);
        await trial.ClosesAsync(1, ExecutionStatus.Stopped);
        await trial[1].RetryStageAsync("build");
        await trial.StartAsync();

        await trial.RestartAsync(crash);

        await trial.ReachedAsync("a1", 2);
        await trial.LinesAsync("build: 1 < 2; deploy: -");
        await trial.FinishAsync(1, 2);
    });

    [Fact]
    public Task Orphans_of_another_stage_hold_nothing_up() => LineTrial.RunAsync(Settle, async trial =>
    {
        await trial.StartAsync("a");
        trial.Open("a1");
        await trial.ReachedAsync("b1");
        await trial[1].StopAsync(StopMode.Abandon);
        await trial.StartAsync("a");
        trial.Open("a2");
        await trial.WaitsAsync(2, "deploy");
        await trial.LinesAsync("build: -; deploy: 1 < 2");

        trial.Open("b1");

        await trial.FinishAsync(2);
    });
}
