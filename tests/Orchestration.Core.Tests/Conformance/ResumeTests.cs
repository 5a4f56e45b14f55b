using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>Harness's resume: what may be resumed, from where, and what runs.</summary>
public sealed class ResumeTests
{
    private static readonly Pipeline ThreeStages = Scenario.Gated("one: a; two: b+c; three: d");

    [Theory]
    [InlineData(ExecutionStatus.Failed, "HR-01")]
    [InlineData(ExecutionStatus.Aborted, "HR-02")]
    [InlineData(ExecutionStatus.Stopped, "spec 4")]
    public async Task HR_01_02_An_execution_that_did_not_succeed_is_resumed_from_an_executed_stage(ExecutionStatus status, string source)
    {
        Assert.NotEmpty(source);
        Pipeline pipeline = Scenario.Gated("one: a; two: b");
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.BringToAsync(pipeline, status);
        host.Gates["b"].Open();

        ExecutionHandle next = await execution.ResumeAsync("two", "again");

        Assert.Equal("Succeeded [one: Reused (a=Reused); two: Succeeded (b=Succeeded)]", await next.CloseAsync());
        Assert.NotEqual(execution.Id, next.Id);
        Assert.Equal(next.Id, (await execution.GetAsync()).ContinuedBy);
        Assert.Equal(status, (await execution.GetAsync()).Status);
        CommandSnapshot command = (await next.GetAsync()).Commands[0];
        Assert.Equal((Verb.Resume, "two", "again", next.Id.Value), (command.Verb, command.Stage, command.Reason, command.Id));
    }

    [Theory]
    [InlineData(ExecutionStatus.Succeeded, "HR-05")]
    [InlineData(ExecutionStatus.Running, "HR-07")]
    [InlineData(ExecutionStatus.Stopping, "HR-07")]
    public async Task HR_05_HR_07_Other_statuses_are_refused_by_name(ExecutionStatus status, string source)
    {
        Assert.NotEmpty(source);
        Pipeline pipeline = Scenario.Gated("one: a; two: b");
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.BringToAsync(pipeline, status);

        OrchestrationException refusal = await Refused.AsAsync(
            ErrorCode.NotResumable, execution, status.ToString(), () => execution.ResumeAsync("two"));

        Assert.Equal(["Failed", "Stopped", "Aborted", "Expired", "Rejected"], refusal.AllowedStatuses);
        Assert.Equal(status == ExecutionStatus.Stopping, refusal.IntentInForce is not null);
        Assert.Null((await execution.GetAsync()).ContinuedBy);
    }

    [Fact]
    public async Task HR_07_A_queued_execution_is_refused_by_name()
    {
        GateSet gates = new();
        Pipeline pipeline = Pipeline.Define("release", define => define.Stage("one").When(async (_, token) =>
        {
            await gates["when"].PassAsync(token);
            return true;
        }).Action("a", Scenario.PassGateAsync));
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);

        await Refused.AsAsync(ErrorCode.NotResumable, execution, "Queued", () => execution.ResumeAsync("one"));
        gates["when"].Open();
    }

    [Fact]
    public async Task HR_08_Stages_before_are_reused_and_not_executed_and_the_rest_runs()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(ThreeStages);
        host.Gates["a"].Open();
        host.Gates["c"].Open();
        host.Gates["d"].Open();
        ExecutionHandle execution = await host.FailAtAsync(ThreeStages, "b");
        host.Gates["b"].Open();

        ExecutionHandle next = await execution.ResumeAsync("two");

        Assert.Equal(
            "Succeeded [one: Reused (a=Reused); two: Succeeded (b=Succeeded, c=Succeeded); three: Succeeded (d=Succeeded)]", await next.CloseAsync());
        ExecutionSnapshot snapshot = await next.GetAsync();
        Assert.Equal((execution.Id, 0, ReasonCode.Reused), (snapshot["one"]["a"].ReusedFrom, snapshot["one"]["a"].Attempt, snapshot["one"]["a"].Reason));
        Assert.Null(snapshot["one"].EnteredAt);
        Assert.Equal(1, host.Gates["a"].Arrivals);
        Assert.DoesNotContain(await next.EventsAsync(), happened => happened is ActionStarted { Stage: "one" } or StageEntered { Stage: "one" });
    }

    [Fact]
    public async Task HR_10_A_stage_that_was_never_entered_is_refused()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(ThreeStages);
        host.Gates["a"].Open();
        host.Gates["c"].Open();
        ExecutionHandle execution = await host.FailAtAsync(ThreeStages, "b");

        await Refused.AsAsync(ErrorCode.StageNotExecuted, execution, "NotRun", () => execution.ResumeAsync("three"));
    }

    [Theory]
    [InlineData("tw")]
    [InlineData("Two")]
    [InlineData("t.o")]
    [InlineData("two ")]
    [InlineData("")]
    [InlineData("two/b")]
    public async Task HR_11_Names_match_exactly(string name)
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(ThreeStages);
        host.Gates["a"].Open();
        host.Gates["c"].Open();
        ExecutionHandle execution = await host.FailAtAsync(ThreeStages, "b");

        OrchestrationException refusal = await Refused.AsAsync(ErrorCode.StageNotFound, execution, null, () => execution.ResumeAsync(name));
        Assert.Equal(name, refusal.Target?.Stage);
    }

    [Fact]
    public async Task HR_18_The_named_stage_runs_whole_its_succeeded_actions_too()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(ThreeStages);
        host.Gates["a"].Open();
        host.Gates["c"].Open();
        ExecutionHandle execution = await host.FailAtAsync(ThreeStages, "b");
        Assert.Equal("Failed [one: Succeeded (a=Succeeded); two: Failed (b=Failed, c=Succeeded); three: NotRun (d=NotRun)]", (await execution.GetAsync()).Describe());
        host.Gates["b"].Open();
        host.Gates["d"].Open();

        ExecutionHandle next = await execution.ResumeAsync("two");
        await next.CloseAsync();

        Assert.Equal((2, 2), (host.Gates["b"].Arrivals, host.Gates["c"].Arrivals));
        Assert.Equal(1, (await next.GetAsync())["two"]["c"].Attempt);
    }

    [Fact]
    public async Task A_succeeded_stage_may_be_named_and_runs_again()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(ThreeStages);
        host.Gates["a"].Open();
        host.Gates["c"].Open();
        host.Gates["d"].Open();
        ExecutionHandle execution = await host.FailAtAsync(ThreeStages, "b");
        host.Gates["b"].Open();

        ExecutionHandle next = await execution.ResumeAsync("one");

        Assert.StartsWith("Succeeded [one: Succeeded (a=Succeeded);", await next.CloseAsync(), StringComparison.Ordinal);
        Assert.Equal(2, host.Gates["a"].Arrivals);
    }

    [Fact]
    public async Task HR_32_What_failed_before_any_stage_was_entered_cannot_be_resumed()
    {
        Pipeline pipeline = Pipeline.Define("release", define =>
        {
            define.Stage("one").When(_ => throw new InvalidOperationException("Nobody knows.")).Action("a", Scenario.PassGateAsync);
            define.Stage("two").Action("b", Scenario.PassGateAsync);
        });
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
        Assert.Equal("Failed [one: Failed (a=NotRun); two: NotRun (b=NotRun)]", await execution.CloseAsync());

        await Refused.AsAsync(ErrorCode.NotResumable, execution, "NothingExecuted", () => execution.ResumeAsync("one"));
    }
}
