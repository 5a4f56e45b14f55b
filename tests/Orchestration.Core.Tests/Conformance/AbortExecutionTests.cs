using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>Harness's abort of a whole pipeline.</summary>
public sealed class AbortExecutionTests
{
    private static readonly Pipeline TwoSteps = Scenario.Gated("build: a, b");

    [Fact]
    public async Task HA_01_The_running_step_finishes_and_the_pending_one_never_starts()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(TwoSteps);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(TwoSteps);
        await host.ReachedAsync("a");

        Receipt receipt = await execution.AbortAsync(reason: "wrong tag");
        await receipt.EffectiveAsync().WithinAsync(host.Describe);
        Assert.Equal(ExecutionStatus.Stopping, receipt.Status);
        Assert.Equal("Stopping [build: Stopping (a=Running, b=NotRun)]", (await execution.GetAsync()).Describe());
        Assert.Equal(0, host.Gates["a"].Cancelled);

        host.Gates["a"].Open();
        Settlement settlement = await receipt.SettledAsync().WithinAsync(host.Describe);
        Assert.Equal("Aborted [build: Aborted (a=Succeeded, b=NotRun)]", (await execution.GetAsync()).Describe());
        Assert.Equal(ExecutionStatus.Aborted, settlement.Status);
        Assert.Equal(["build/a"], settlement.Finished);
        Assert.Equal(["build/b"], settlement.NotRun);
        Assert.Empty(settlement.Cancelled);
        Assert.Equal(0, host.Gates["b"].Arrivals);
        Assert.Equal(0, (await execution.GetAsync())["build"]["b"].Attempt);
    }

    [Theory]
    [InlineData(ExecutionStatus.Aborted)]
    [InlineData(ExecutionStatus.Stopped)]
    [InlineData(ExecutionStatus.Succeeded)]
    [InlineData(ExecutionStatus.Failed)]
    public async Task HA_13_Abort_of_a_closed_execution_names_its_status(ExecutionStatus status)
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(TwoSteps);
        ExecutionHandle execution = await host.BringToAsync(TwoSteps, status);

        OrchestrationException refusal = await Refused.AsAsync(
            ErrorCode.NotStoppable, execution, status.ToString(), () => execution.AbortAsync(StopMode.Abandon));

        Assert.Equal(["Queued", "Running", "Stopping", "Pausing", "Paused", "RollingBack", "Finalizing"], refusal.AllowedStatuses);
        Receipt existing = await execution.AbortAsync(new AbortRequest { OnDuplicate = OnDuplicate.ReturnExisting });
        Assert.False(existing.HasEffect);
        Assert.Equal(status, existing.Status);
        await existing.EffectiveAsync().WithinAsync(host.Describe);
        await existing.SettledAsync().WithinAsync(host.Describe);
    }

    [Fact]
    public async Task HA_14_A_second_abort_is_refused_with_the_first_one_named()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(TwoSteps);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(TwoSteps);
        await host.ReachedAsync("a");
        Receipt first = await host.As("alice").GetHandle(execution.Id).AbortAsync(reason: "first");
        await first.EffectiveAsync().WithinAsync(host.Describe);

        OrchestrationException refusal = await Refused.AsAsync(ErrorCode.AlreadyStopping, execution, "Stopping", () => execution.AbortAsync(reason: "second"));

        Assert.Equal(first.CommandId, refusal.IntentInForce);
        Receipt existing = await execution.AbortAsync(new AbortRequest { Reason = "third", OnDuplicate = OnDuplicate.ReturnExisting });
        Assert.Equal((first.CommandId, "alice", "first", true), (existing.CommandId, existing.Command.Actor, existing.Command.Reason, existing.HasEffect));
    }

    [Theory]
    [InlineData("build")]
    [InlineData("deploy")]
    public async Task HA_16_Abort_of_a_stage_under_an_abort_of_the_execution_is_refused(string stage)
    {
        Pipeline pipeline = Scenario.Gated("build: a; deploy: b");
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
        await host.ReachedAsync("a");
        Receipt first = await execution.AbortAsync();
        await first.EffectiveAsync().WithinAsync(host.Describe);

        ErrorCode expected = stage == "build" ? ErrorCode.AlreadyStopping : ErrorCode.StageNotStarted;
        OrchestrationException refusal = await Refused.AsAsync(
            expected, execution, stage == "build" ? "Stopping" : "Pending", () => execution.AbortStageAsync(stage));

        Assert.Equal(first.CommandId, refusal.IntentInForce);
    }

    [Fact]
    public async Task HA_19_Of_a_matrix_of_ten_the_two_that_run_settle_and_eight_never_start()
    {
        Pipeline pipeline = Pipeline.Define("matrix", define => define.Stage("test").Parallel(group =>
        {
            group.MaxParallel(2);
            for (int cell = 0; cell < 10; cell++)
            {
                group.Action($"cell-{cell}", Scenario.PassGateAsync);
            }
        }));
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
        await host.ReachedAsync("cell-0");
        await host.ReachedAsync("cell-1");

        Receipt receipt = await execution.AbortAsync();
        host.Gates.OpenAll();
        Settlement settlement = await receipt.SettledAsync().WithinAsync(host.Describe);

        Assert.Equal(["test/cell-0", "test/cell-1"], settlement.Finished);
        Assert.Equal(8, settlement.NotRun.Count);
        Assert.Equal(ExecutionStatus.Aborted, settlement.Status);
        Assert.Equal(2, (await execution.EventsAsync()).OfType<ActionStarted>().Count());
    }

    [Fact]
    public async Task HA_23_A_step_that_throws_while_it_handles_the_abort_is_aborted_and_its_error_kept()
    {
        Pipeline pipeline = Pipeline.Define("release", define => define.Stage("build").Action("a", async (context, token) =>
        {
            try
            {
                await Scenario.PassGateAsync(context, token);
            }
            catch (OperationCanceledException exception)
            {
                throw new InvalidOperationException("The clean-up broke.", exception);
            }
        }));
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
        await host.ReachedAsync("a");

        Receipt receipt = await execution.AbortAsync(StopMode.Cancel);
        Settlement settlement = await receipt.SettledAsync().WithinAsync(host.Describe);

        ExecutionSnapshot snapshot = await execution.GetAsync();
        Assert.Equal("Aborted [build: Aborted (a=Aborted)]", snapshot.Describe());
        Assert.Equal("The clean-up broke.", snapshot["build"]["a"].Failure?.Message);
        Assert.Equal(ReasonCode.AbortRequested, snapshot["build"]["a"].Reason);
        Assert.Equal(["build/a"], settlement.Cancelled);
        Assert.Empty(snapshot.Orphans);
    }

    [Fact]
    public async Task HA_48_Each_node_names_the_command_that_closed_it_with_type_actor_issue_and_effect_time()
    {
        Pipeline pipeline = Scenario.Gated("build: a, b; deploy: c");
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
        await host.ReachedAsync("a");
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        DateTimeOffset issued = host.Time.GetUtcNow();

        Receipt receipt = await host.As("alice").GetHandle(execution.Id).AbortAsync(StopMode.Cancel, "wrong tag");
        await receipt.SettledAsync().WithinAsync(host.Describe);

        ExecutionSnapshot snapshot = await execution.GetAsync();
        Guid?[] nodes =
        [
            snapshot["build"]["a"].CommandId, snapshot["build"]["b"].CommandId, snapshot["deploy"]["c"].CommandId,
            snapshot["build"].CommandId, snapshot["deploy"].CommandId,
        ];
        Assert.All(nodes, node => Assert.Equal(receipt.CommandId, node));
        CommandSnapshot command = Assert.Single(snapshot.Commands, one => one.Id == receipt.CommandId);
        Assert.Equal(new CommandSnapshot(receipt.CommandId, Verb.Abort, null, "alice", "wrong tag", issued, issued, issued), command);
        Assert.Equal(("alice", "wrong tag", ReasonCode.AbortRequested), (snapshot.Summary.ClosedBy, snapshot.Summary.ClosedText, snapshot.Summary.ClosedReason));
    }
}
