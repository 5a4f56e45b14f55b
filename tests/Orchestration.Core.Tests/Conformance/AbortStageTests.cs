using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>Harness's abort of a stage.</summary>
public sealed class AbortStageTests
{
    private static readonly Pipeline TwoStages = Scenario.Gated("build: a, b; deploy: c");

    [Fact]
    public async Task HA_05_The_stage_and_the_execution_close_as_aborted_and_later_stages_do_not_run()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(TwoStages);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(TwoStages);
        await host.ReachedAsync("a");

        Receipt receipt = await execution.AbortStageAsync("build");
        await receipt.EffectiveAsync().WithinAsync(host.Describe);
        Assert.Equal("Stopping [build: Stopping (a=Running, b=NotRun); deploy: Pending (c=Pending)]", (await execution.GetAsync()).Describe());

        host.Gates["a"].Open();
        Settlement settlement = await receipt.SettledAsync().WithinAsync(host.Describe);
        Assert.Equal("Aborted [build: Aborted (a=Succeeded, b=NotRun); deploy: NotRun (c=NotRun)]", (await execution.GetAsync()).Describe());
        Assert.Equal(ExecutionStatus.Aborted, settlement.Status);
        Assert.Equal("build", receipt.Command.Stage);
    }

    [Fact]
    public async Task HA_08_A_pending_stage_cannot_be_aborted()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(TwoStages);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(TwoStages);
        await host.ReachedAsync("a");

        OrchestrationException refusal = await Refused.AsAsync(
            ErrorCode.StageNotStarted, execution, "Pending", () => execution.AbortStageAsync("deploy", StopMode.Abandon));

        Assert.Equal(("deploy", Verb.Abort), (refusal.Target?.Stage, refusal.Verb));
        Assert.Equal(["Running", "Stopping", "RollingBack"], refusal.AllowedStatuses);
        Assert.Equal(ExecutionStatus.Running, (await execution.GetAsync()).Status);
    }

    [Fact]
    public async Task HA_08_A_stage_whose_condition_is_being_asked_cannot_be_aborted()
    {
        GateSet gates = new();
        TaskCompletionSource withdrawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Pipeline pipeline = Pipeline.Define("release", define => define.Stage("build").When(async (_, token) =>
        {
            using CancellationTokenRegistration registration = token.Register(withdrawn.SetResult);
            await gates["when"].PassAsync(token);
            return true;
        }).Action("a", Scenario.PassGateAsync));
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
        await gates["when"].ReachedAsync().WithinAsync(host.Describe);

        await Refused.AsAsync(ErrorCode.StageNotStarted, execution, "Waiting", () => execution.AbortStageAsync("build"));

        Receipt whole = await execution.AbortAsync();
        await whole.SettledAsync().WithinAsync(host.Describe);
        Assert.Equal("Aborted [build: NotRun (a=NotRun)]", (await execution.GetAsync()).Describe());
        await withdrawn.Task.WithinAsync(host.Describe);
    }

    [Fact]
    public async Task HA_09_A_stage_that_succeeded_is_not_stoppable()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(TwoStages);
        host.Gates["a"].Open();
        host.Gates["b"].Open();
        ExecutionHandle execution = await host.Orchestrator.StartAsync(TwoStages);
        await host.ReachedAsync("c");

        await Refused.AsAsync(ErrorCode.NotStoppable, execution, "Succeeded", () => execution.AbortStageAsync("build"));

        Receipt existing = await execution.AbortAsync(new AbortRequest { Stage = "build", OnDuplicate = OnDuplicate.ReturnExisting });
        Assert.False(existing.HasEffect);
        Assert.Equal(ExecutionStatus.Running, (await execution.GetAsync()).Status);
        await existing.SettledAsync().WithinAsync(host.Describe, TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("Build")]
    [InlineData("buil")]
    [InlineData("b.*")]
    [InlineData("")]
    public async Task A_stage_is_found_by_its_exact_name_only_even_where_duplicates_return_the_existing(string name)
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(TwoStages);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(TwoStages);
        await host.ReachedAsync("a");

        AbortRequest request = new() { Stage = name, OnDuplicate = OnDuplicate.ReturnExisting };
        await Refused.AsAsync(ErrorCode.StageNotFound, execution, null, () => execution.AbortAsync(request));
    }

    [Fact]
    public async Task The_same_command_id_again_returns_the_receipt_of_an_abort_whose_stage_is_closed()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(TwoStages);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(TwoStages);
        await host.ReachedAsync("a");
        AbortRequest request = new() { Stage = "build", Mode = StopMode.Cancel, CommandId = Guid.NewGuid(), Reason = "wrong tag" };
        Receipt first = await execution.AbortAsync(request);
        await first.SettledAsync().WithinAsync(host.Describe);
        int before = (await execution.EventsAsync()).Count;

        Receipt again = await execution.AbortAsync(request);

        Assert.Equal((first.CommandId, ExecutionStatus.Aborted, true), (again.CommandId, again.Status, again.HasEffect));
        Assert.Equal(before, (await execution.EventsAsync()).Count);
        await Refused.AsAsync(ErrorCode.Conflict, execution, null, () => execution.AbortAsync(request with { Reason = "another" }));
    }
}
