using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>CodePipeline's stop and wait.</summary>
public sealed class StopAndWaitTests
{
    [Fact]
    public Task CP_01_A_waiting_stop_leaves_the_running_action_running() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");

        Receipt receipt = await trial.StopAsync();

        Assert.Equal(ExecutionStatus.Stopping, receipt.Status);
        Assert.True(receipt.HasEffect);
        await trial.IsAsync("Stopping [build: Stopping (a=Running)]");
    });

    [Fact]
    public Task CP_02_The_execution_stops_when_the_action_has_succeeded() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.StopAsync();

        trial.Open("a");

        await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded)]");
    });

    [Fact]
    public Task CP_03_A_failure_while_draining_leaves_the_execution_stopped() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.StopAsync();

        trial.Fail("a");

        await trial.ClosesAsync("Stopped [build: Stopped (a=Failed)]");
        ActionSnapshot action = (await trial.Execution.GetAsync())["build"]["a"];
        Assert.Equal(ReasonCode.Threw, action.Reason);
        Assert.Equal("a broke", action.Failure?.Message);
    });

    [Fact]
    public Task CP_04_The_stop_waits_for_every_action_in_flight() => Trial.RunAsync("build: a b", async trial =>
    {
        await trial.ReachedAsync("a", "b");
        await trial.StopAsync();

        trial.Open("a");
        await trial.UntilAsync("Stopping [build: Stopping (a=Succeeded, b=Running)]");
        await trial.Host.AdvanceAsync(TimeSpan.FromDays(365));
        await trial.IsAsync("Stopping [build: Stopping (a=Succeeded, b=Running)]");

        trial.Open("b");
        await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded, b=Succeeded)]");
    });

    [Fact]
    public Task CP_05_A_later_group_is_not_run() => Trial.RunAsync("build: a, b", async trial =>
    {
        await trial.ReachedAsync("a");
        Receipt receipt = await trial.StopAsync();

        trial.Open("a", "b");

        await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded, b=NotRun)]");
        ActionSnapshot action = (await trial.Execution.GetAsync())["build"]["b"];
        Assert.Equal((0, ReasonCode.StopRequested, receipt.CommandId), (action.Attempt, action.Reason, action.CommandId));
        Assert.DoesNotContain(await trial.EventsAsync<ActionStarted>(), started => started.Action == "b");
    });

    [Fact]
    public Task CP_06_A_later_stage_is_never_entered() => Trial.RunAsync("build: a; deploy: b", async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.StopAsync();

        trial.Open("a", "b");

        await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded); deploy: NotRun (b=NotRun)]");
        Assert.Null((await trial.Execution.GetAsync())["deploy"].EnteredAt);
        Assert.DoesNotContain(await trial.EventsAsync<StageEntered>(), entered => entered.Stage == "deploy");
    });

    [Fact]
    public Task CP_07_Without_a_mode_a_stop_waits() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");

        await trial.Execution.StopAsync();
        await trial.UntilAsync("Stopping [build: Stopping (a=Running)]");

        Assert.Equal(StopMode.Wait, Assert.Single(await trial.EventsAsync<StopRequested>()).Mode);
        Assert.Equal(StopMode.Wait, new StopRequest().Mode);
    });

    [Fact]
    public Task CP_08_A_second_waiting_stop_is_refused_and_the_first_stays_in_force() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        Receipt first = await trial.As("ada").StopAsync(reason: "wrong tag");
        await first.EffectiveAsync();

        OrchestrationException refusal = await trial.RefusedAsync(ErrorCode.AlreadyStopping, _ => trial.As("bob").StopAsync(reason: "me too"));

        Assert.Equal(first.CommandId, refusal.IntentInForce);
        Assert.Contains("ada", refusal.Message, StringComparison.Ordinal);
        trial.Open("a");
        await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded)]");
        ExecutionSummary summary = (await trial.Execution.GetAsync()).Summary;
        Assert.Equal(("ada", "wrong tag"), (summary.ClosedBy, summary.ClosedText));
    });

    [Fact]
    public Task CP_10_A_completion_that_is_ordered_first_leaves_nothing_to_stop() => Trial.RunAsync("build: a", async trial =>
    {
        trial.Open("a");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");

        OrchestrationException refusal = await trial.RefusedAsync(ErrorCode.NotStoppable, execution => execution.StopAsync());

        Assert.Equal("Succeeded", refusal.ActualStatus);
    });

    [Fact]
    public async Task CP_12_With_nothing_in_flight_stopping_is_seen_and_the_execution_stops_at_once()
    {
        TrialSetup setup = new();
        setup.When["build"] = async (trial, token) =>
        {
            await trial.Gate("when").PassAsync(token);
            return true;
        };
        await Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.UntilAsync("Queued [build: Waiting (a=Pending)]");

            Receipt receipt = await trial.StopAsync();

            Assert.Equal(ExecutionStatus.Stopping, receipt.Status);
            await trial.ClosesAsync("Stopped [build: NotRun (a=NotRun)]");
            ExecutionEvent[] end = [.. (await trial.EventsAsync<ExecutionEvent>()).SkipWhile(one => one is not StopRequested)];
            Assert.Equal(
                [nameof(StopRequested), nameof(StopEffective), nameof(ActionClosed), nameof(StageClosed), nameof(ExecutionClosed)],
                end.Select(one => one.GetType().Name));
        });
    }
}
