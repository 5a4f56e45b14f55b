using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Harness's mark as failed, of the stage that runs: what is in flight ends, and the stage's strategy runs once.</summary>
public sealed class MarkFailedTests
{
    private const string Sketch = "build: z, a b, c; deploy: d";

    [Fact]
    public Task HA_36_It_is_off_by_default() => Trial.RunAsync(Sketch, async trial =>
    {
        trial.Open("z");
        await trial.ReachedAsync("a", "b");
        await trial.RefusedAsync(ErrorCode.StageNotFound, execution => execution.MarkStageFailedAsync("none"));
        await trial.RefusedAsync(ErrorCode.ActionNotFound, execution => execution.MarkActionFailedAsync("build", "none"));
        OrchestrationException refusal = await trial.RefusedAsync(ErrorCode.MarkFailedDisabled, execution => execution.MarkStageFailedAsync("build"));
        Assert.Equal(Verb.MarkFailed, refusal.Verb);
        await trial.RefusedAsync(ErrorCode.MarkFailedDisabled, execution => execution.MarkActionFailedAsync("build", "a"));
        await trial.RefusedAsync(ErrorCode.MarkFailedDisabled, execution => execution.PreviewAsync(new MarkFailedRequest("build")));
    });

    [Fact]
    public Task HA_37_Running_actions_are_cancelled_the_rollback_runs_and_resources_are_released()
    {
        TrialSetup setup = ActionStops.Setup().Deaf("b");
        List<string> undone = [];
        setup.Settings["z"] = action => action.OnRollback((_, _) =>
        {
            undone.Add("z");
            return Task.CompletedTask;
        });
        setup.Stages["build"] = stage => stage.OnFailure(FailureStrategy.RollbackStage);
        setup.Settings["a"] = action => action.OnFailure(FailureStrategy.Ignore);
        setup.Settings["b"] = action => action.OnFailure(FailureStrategy.Abort);
        return Trial.RunAsync(Sketch, setup, async trial =>
        {
            trial.Open("z");
            await trial.ReachedAsync("a", "b");

            Receipt receipt = await trial.MarkAsync(reason: "bad deploy");
            await trial.UntilAsync("Running [build: Stopping (z=Succeeded, a=Failed, b=Stopping, c=NotRun); deploy: Pending (d=Pending)]");
            Assert.Empty(undone);
            trial.Open("b");

            await trial.ClosesAsync("Failed [build: Failed (z=Succeeded, a=Failed, b=Failed, c=NotRun); deploy: NotRun (d=NotRun)]");
            ExecutionSnapshot snapshot = await trial.Execution.GetAsync();
            Assert.Equal(["z"], undone);
            Assert.True(snapshot["build"]["z"].IsRolledBack);
            Assert.All(
                (string[])["a", "b"],
                name => Assert.Equal((ReasonCode.MarkedFailed, receipt.CommandId, "anonymous marked it as failed: bad deploy"),
                    (snapshot["build"][name].Reason, snapshot["build"][name].CommandId, snapshot["build"][name].Failure?.Message)));
            Assert.Equal((ReasonCode.MarkedFailed, receipt.CommandId), (snapshot["build"]["c"].Reason, snapshot["build"]["c"].CommandId));
            Assert.Equal((ReasonCode.MarkedFailed, receipt.CommandId), (snapshot["build"].Reason, snapshot["build"].CommandId));
            Assert.Equal((ReasonCode.MarkedFailed, "anonymous", "bad deploy"), (snapshot.Summary.ClosedReason, snapshot.Summary.ClosedBy, snapshot.Summary.ClosedText));
            Assert.Single(await trial.EventsAsync<StageRollingBack>());
            Settlement settlement = await trial.SettlesAsync(receipt);
            Assert.Equal(["build/a", "build/b"], settlement.Cancelled);
            Assert.Equal(["build/c", "deploy/d"], settlement.NotRun);
        });
    }

    [Fact]
    public Task The_stages_strategy_may_ignore_it_and_the_execution_goes_on()
    {
        TrialSetup setup = ActionStops.Setup();
        setup.Stages["build"] = stage => stage.OnFailure(FailureStrategy.Retry(5, then: FailureStrategy.Ignore));
        return Trial.RunAsync(Sketch, setup, async trial =>
        {
            trial.Open("z", "d");
            await trial.ReachedAsync("a", "b");

            Receipt receipt = await trial.MarkAsync();

            await trial.ClosesAsync("Succeeded [build: Succeeded (z=Succeeded, a=Failed, b=Failed, c=NotRun); deploy: Succeeded (d=Succeeded)]");
            Assert.Equal(ReasonCode.FailureForgiven, (await trial.Execution.GetAsync())["build"].Reason);
            Settlement settlement = await trial.SettlesAsync(receipt);
            Assert.Equal((ExecutionStatus.Running, 2), (settlement.Status, settlement.Cancelled.Count));
            Assert.Equal(["build/c"], settlement.NotRun);
        });
    }

    [Fact]
    public Task The_pipelines_strategy_counts_where_the_stage_has_none_that_acts()
    {
        TrialSetup setup = ActionStops.Setup();
        setup.Define = pipeline => pipeline.OnFailure(FailureStrategy.Abort);
        setup.Stages["build"] = stage => stage.OnFailure(FailureStrategy.Intervene(TimeSpan.FromHours(1)));
        return Trial.RunAsync(Sketch, setup, async trial =>
        {
            trial.Open("z");
            await trial.ReachedAsync("a", "b");
            await trial.MarkAsync();
            await trial.ClosesAsync("Aborted [build: Aborted (z=Succeeded, a=Failed, b=Failed, c=NotRun); deploy: NotRun (d=NotRun)]");
            Assert.Equal(ReasonCode.AbortedByStrategy, (await trial.Execution.GetAsync()).Summary.ClosedReason);
        });
    }

    [Theory]
    [InlineData(StopMode.Wait, "a=Running", "a=Failed")]
    [InlineData(StopMode.Cancel, "a=Stopping", "a=Failed")]
    [InlineData(StopMode.Abandon, null, "a=Failed")]
    public Task Each_mode_ends_what_is_in_flight_as_failed(StopMode mode, string? during, string end) => RunAsync(async trial =>
    {
        Receipt receipt = await trial.MarkAsync(mode: mode);
        if (during is not null)
        {
            await trial.Execution.UntilAsync(snapshot => snapshot.Describe().Contains($"build: Stopping (z=Succeeded, {during}", StringComparison.Ordinal));
        }

        trial.Open("a", "b");
        await trial.ClosesAsync($"Failed [build: Failed (z=Succeeded, {end}, b=Failed, c=NotRun); deploy: NotRun (d=NotRun)]");
        Assert.Equal(mode == StopMode.Abandon ? 2 : 0, (await trial.Execution.GetAsync()).Orphans.Count);
        Assert.Equal(["build/a", "build/b"], (await trial.SettlesAsync(receipt)).Cancelled);
        await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
    });

    [Fact]
    public Task What_has_not_returned_when_the_grace_ends_is_failed_and_left_as_an_orphan() => RunAsync(async trial =>
    {
        await trial.SendAsync(new MarkFailedRequest("build") { Mode = StopMode.Wait, Deadline = TimeSpan.FromMinutes(1), Grace = TimeSpan.FromSeconds(5) });
        await trial.Host.AdvanceAsync(TimeSpan.FromMinutes(1));
        await trial.IsAsync("Running [build: Stopping (z=Succeeded, a=Stopping, b=Stopping, c=NotRun); deploy: Pending (d=Pending)]");
        await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(5));
        await trial.IsAsync("Failed [build: Failed (z=Succeeded, a=Failed, b=Failed, c=NotRun); deploy: NotRun (d=NotRun)]");
        Assert.Equal(2, (await trial.Execution.GetAsync()).Orphans.Count(orphan => orphan.IsRunning));
    });

    [Fact]
    public Task A_stronger_mode_is_accepted_over_it_and_an_equal_one_is_not() => RunAsync(async trial =>
    {
        Receipt first = await trial.MarkAsync(mode: StopMode.Wait, reason: "first");
        foreach (MarkFailedRequest request in (MarkFailedRequest[])[new("build") { Mode = StopMode.Wait }, new("build", "a") { Mode = StopMode.Wait }])
        {
            OrchestrationException refusal = await trial.RefusedAsync(ErrorCode.AlreadyStopping, execution => execution.MarkFailedAsync(request));
            Assert.Equal(first.CommandId, refusal.IntentInForce);
            Assert.Equal(first.CommandId, (await trial.Execution.SendAsync(request with { OnDuplicate = OnDuplicate.ReturnExisting })).CommandId);
        }

        Receipt ofAction = await trial.MarkAsync("a", StopMode.Abandon, "this one hangs");
        await trial.IsAsync("Running [build: Stopping (z=Succeeded, a=Failed, b=Running, c=NotRun); deploy: Pending (d=Pending)]");
        Assert.Equal(ofAction.CommandId, (await trial.ActionAsync("a")).CommandId);
        Receipt second = await trial.MarkAsync(reason: "second");
        trial.Open("b");
        await trial.ClosesAsync("Failed [build: Failed (z=Succeeded, a=Failed, b=Failed, c=NotRun); deploy: NotRun (d=NotRun)]");
        ExecutionSnapshot snapshot = await trial.Execution.GetAsync();
        Assert.Equal((second.CommandId, "second"), (snapshot["build"].CommandId, snapshot.Summary.ClosedText));
        await trial.SettlesAsync(first);
        await trial.SettlesAsync(second);
    });

    [Theory]
    [InlineData(StopMode.Wait, "Stopped [build: Stopped (z=Succeeded, a=Failed, b=Failed, c=NotRun); deploy: NotRun (d=NotRun)]")]
    [InlineData(StopMode.Cancel, "Stopped [build: Stopped (z=Succeeded, a=Aborted, b=Aborted, c=NotRun); deploy: NotRun (d=NotRun)]")]
    [InlineData(StopMode.Abandon, "Stopped [build: Stopped (z=Succeeded, a=Abandoned, b=Abandoned, c=NotRun); deploy: NotRun (d=NotRun)]")]
    public Task HA_26_A_stop_before_the_actions_are_closed_prevents_the_strategy(StopMode mode, string end) => RunAsync(
        async trial =>
        {
            Receipt mark = await trial.MarkAsync();
            Receipt stop = await trial.StopAsync(mode);
            trial.Open("a", "b");
            await trial.ClosesAsync(end);
            Assert.Empty(await trial.EventsAsync<StageRollingBack>());
            Assert.Equal(stop.CommandId, (await trial.Execution.GetAsync())["build"].CommandId);
            Assert.Equal(ExecutionStatus.Stopped, (await trial.SettlesAsync(mark)).Status);
            await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
        },
        setup => setup.Stages["build"] = stage => stage.OnFailure(FailureStrategy.RollbackStage));

    [Fact]
    public Task The_abort_of_its_stage_prevents_the_strategy_too() => RunAsync(
        async trial =>
        {
            await trial.MarkAsync();
            await trial.SendAsync(new AbortRequest { Stage = "build" });
            trial.Open("a", "b");
            await trial.ClosesAsync("Aborted [build: Aborted (z=Succeeded, a=Failed, b=Failed, c=NotRun); deploy: NotRun (d=NotRun)]");
        },
        setup => setup.Stages["build"] = stage => stage.OnFailure(FailureStrategy.Ignore));

    [Fact]
    public async Task What_is_not_started_or_is_closed_is_refused()
    {
        await RunAsync(async trial =>
        {
            OrchestrationException stage = await trial.RefusedAsync(ErrorCode.StageNotStarted, execution => execution.MarkStageFailedAsync("deploy"));
            Assert.Equal("Pending", stage.ActualStatus);
            OrchestrationException action = await trial.RefusedAsync(ErrorCode.ActionNotStarted, execution => execution.MarkActionFailedAsync("build", "c"));
            Assert.Equal("Pending", action.ActualStatus);
            await trial.RefusedAsync(ErrorCode.ActionNotStarted, execution => execution.MarkActionFailedAsync("deploy", "d"));
            await trial.RefusedAsync(ErrorCode.NotStoppable, execution => execution.MarkActionFailedAsync("build", "z"));
            Assert.Equal(
                [ErrorCode.NotStoppable, ErrorCode.ActionNotStarted, ErrorCode.ActionNotStarted, ErrorCode.StageNotStarted],
                (await trial.Orchestrator.ReadAuditAsync()).Select(entry => entry.Code));
            trial.Open("a", "b", "c");
            await trial.ReachedAsync("d");
            Assert.Equal("Succeeded", (await trial.RefusedAsync(ErrorCode.NotStoppable, execution => execution.MarkStageFailedAsync("build"))).ActualStatus);
            trial.Open("d");
            await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
            await trial.RefusedAsync(ErrorCode.NotStoppable, execution => execution.MarkStageFailedAsync("deploy"));
            await trial.RefusedAsync(ErrorCode.NotStoppable, execution => execution.MarkActionFailedAsync("deploy", "d"));
        });
        await RunAsync(async trial =>
        {
            await trial.StopAsync(StopMode.Abandon);
            await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
            Assert.Equal("Stopped", (await trial.RefusedAsync(ErrorCode.NotStoppable, execution => execution.MarkStageFailedAsync("build"))).ActualStatus);
            Assert.Equal("Abandoned", (await trial.RefusedAsync(ErrorCode.NotStoppable, execution => execution.MarkActionFailedAsync("build", "a"))).ActualStatus);
        });
    }

    [Fact]
    public async Task A_stage_that_waits_at_its_gate_has_not_started()
    {
        LineSetup setup = new(ExecutionMode.Queue)
        {
            Configure = builder => builder.Services.AddOrchestration(options => options.AllowMarkFailed = true),
        };
        await LineTrial.RunAsync(setup, async trial =>
        {
            await trial.DisableGateAsync("build");
            ExecutionHandle execution = await trial.StartAsync();
            await trial.WaitsAsync(1, "build");
            await Refused.AsAsync(ErrorCode.StageNotStarted, execution, "Waiting", () => execution.MarkStageFailedAsync("build"));
            await Refused.AsAsync(ErrorCode.ActionNotStarted, execution, "Pending", () => execution.MarkActionFailedAsync("build", "a"));
        });
    }

    [Theory]
    [InlineData(StopMode.Cancel)]
    [InlineData(StopMode.Abandon)]
    public async Task The_marked_stage_frees_its_lock_and_the_next_execution_enters(StopMode mode)
    {
        LineSetup setup = new(ExecutionMode.Queue)
        {
            Configure = builder => builder.Services.AddOrchestration(options => options.AllowMarkFailed = true),
            Deaf = ["a"],
        };
        await LineTrial.RunAsync(setup, async trial =>
        {
            await trial.StartAsync("a");
            await trial.StartAsync();
            await trial.LinesAsync("build: 1 < 2; deploy: -");

            await trial[1].MarkFailedAsync(new MarkFailedRequest("build") { Mode = mode });

            if (mode == StopMode.Cancel)
            {
                await trial.LinesAsync("build: 1 < 2; deploy: -");
                trial.Open("a1");
            }

            await trial.ClosesAsync(1, ExecutionStatus.Failed);
            await trial.ReachedAsync("a2");
            await trial.LinesAsync("build: 2; deploy: -");
            trial.Open("a1");
            await trial.FinishAsync(2);
        });
    }

    [Fact]
    public Task A_marked_stage_can_be_retried() => RunAsync(async trial =>
    {
        await trial.MarkAsync();
        await trial.RefusedAsync(ErrorCode.StageNotRetryable, execution => execution.RetryStageAsync("build"));
        trial.Open("a", "b");
        await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
        trial.Open("c", "d");
        await trial.Execution.RetryStageAsync("build").WithinAsync(trial.Host.Describe);
        await trial.ClosesAsync("Succeeded [build: Succeeded (z=Succeeded, a=Succeeded, b=Succeeded, c=Succeeded); deploy: Succeeded (d=Succeeded)]");
    });

    private static Task RunAsync(Func<Trial, Task> body, Action<TrialSetup>? more = null)
    {
        TrialSetup setup = ActionStops.Setup().Deaf("a", "b");
        more?.Invoke(setup);
        return Trial.RunAsync(Sketch, setup, async trial =>
        {
            trial.Open("z");
            await trial.ReachedAsync("a", "b");
            await body(trial);
        });
    }
}
