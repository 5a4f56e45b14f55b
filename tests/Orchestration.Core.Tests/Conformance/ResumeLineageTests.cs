using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>The chain of executions that resume makes.</summary>
public sealed class ResumeLineageTests
{
    private static readonly Pipeline ThreeStages = Scenario.Gated("one: a; two: b; three: c");

    [Fact]
    public async Task HR_25_A_run_resumed_twice_has_three_iterations_in_order_and_only_the_newest_is_latest()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(ThreeStages);
        ExecutionHandle[] lineage = await ResumeTwiceAsync(host);

        foreach (ExecutionHandle execution in lineage)
        {
            IReadOnlyList<ExecutionSummary> history = await execution.HistoryAsync();
            Assert.Equal(lineage.Select(one => one.Id), history.Select(one => one.Id));
            Assert.Equal([1, 2, 3], history.Select(one => one.Lineage.Iteration));
            Assert.All(history, one => Assert.Equal(lineage[0].Id, one.Lineage.Root));
            Assert.Equal([false, false, true], history.Select(one => one.IsLatest));
            Assert.Equal([null, lineage[0].Id, lineage[1].Id], history.Select(one => one.Lineage.ResumedFrom));
            Assert.Equal([null, "two", "two"], history.Select(one => one.Lineage.FromStage));
        }
    }

    [Fact]
    public async Task HR_26_An_older_iteration_can_be_neither_resumed_nor_retried()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(ThreeStages);
        ExecutionHandle[] lineage = await ResumeTwiceAsync(host);

        foreach (ExecutionHandle old in lineage[..2])
        {
            await Refused.AsAsync(ErrorCode.NotLatestExecution, old, null, () => old.ResumeAsync("one"));
            await Refused.AsAsync(ErrorCode.NotLatestExecution, old, null, () => old.RetryStageAsync("two"));
            Capabilities capabilities = await old.GetCapabilitiesAsync();
            Assert.Equal(ErrorCode.NotLatestExecution, capabilities[Verb.Resume].Refusal);
            Assert.Equal(ErrorCode.NotLatestExecution, capabilities[Verb.RetryStage, stage: "two"].Refusal);
        }

        Assert.Equal(3, (await lineage[0].HistoryAsync()).Count);
    }

    [Fact]
    public async Task HR_29_The_list_shows_only_the_latest_iteration_unless_all_are_asked_for()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(ThreeStages);
        ExecutionHandle[] lineage = await ResumeTwiceAsync(host);
        ExecutionHandle other = await host.Orchestrator.StartAsync(ThreeStages);

        ExecutionPage latest = await host.Orchestrator.ListAsync(new ExecutionQuery());
        ExecutionPage all = await host.Orchestrator.ListAsync(new ExecutionQuery { LatestOnly = false, OldestFirst = true });

        Assert.Equal([other.Id, lineage[2].Id], latest.Executions.Select(one => one.Id));
        Assert.Equal([.. lineage.Select(one => one.Id), other.Id], all.Executions.Select(one => one.Id));
    }

    [Fact]
    public async Task A_result_reused_twice_names_the_execution_that_made_it()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(ThreeStages);
        ExecutionHandle[] lineage = await ResumeTwiceAsync(host);

        ActionSnapshot reused = (await lineage[2].GetAsync())["one"]["a"];
        Assert.Equal((ActionStatus.Reused, lineage[0].Id), (reused.Status, reused.ReusedFrom));
    }

    [Fact]
    public async Task A_stage_entered_only_in_an_older_iteration_counts_as_executed()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(ThreeStages);
        host.Gates["a"].Open();
        host.Gates["b"].Open();
        ExecutionHandle first = await host.FailAtAsync(ThreeStages, "c");
        host.Gates["b"].Fail(new InvalidOperationException("It broke."));
        ExecutionHandle second = await first.ResumeAsync("two");
        Assert.Equal("Failed [one: Reused (a=Reused); two: Failed (b=Failed); three: NotRun (c=NotRun)]", await second.CloseAsync());
        host.Gates["c"].Open();

        ExecutionHandle third = await second.ResumeAsync("three");

        Assert.Equal("Succeeded [one: Reused (a=Reused); two: Reused (b=Reused); three: Succeeded (c=Succeeded)]", await third.CloseAsync());
        Assert.Equal(first.Id, (await third.GetAsync())["two"]["b"].ReusedFrom);
    }

    [Fact]
    public async Task Skips_and_outputs_are_reused_as_they_were_without_asking_again()
    {
        int asked = 0;
        List<string> read = [];
        Pipeline pipeline = Pipeline.Define("release", define =>
        {
            StageBuilder one = define.Stage("one");
            ActionRef<string> made = one.Action("make", (_, _) => Task.FromResult("artifact"));
            one.Action("skipped", Scenario.PassGateAsync, action => action.When(_ => Interlocked.Increment(ref asked) < 0));
            define.Stage("never").When(_ => Interlocked.Increment(ref asked) < 0).Action("n", Scenario.PassGateAsync);
            define.Stage("two").Action("b", (context, token) =>
            {
                read.Add(context.Output(made));
                return Scenario.PassGateAsync(context, token);
            });
        });
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle first = await host.FailAtAsync(pipeline, "b");
        ExecutionHandle second = await first.ResumeAsync("two");
        await second.CloseAsync();
        host.Gates["b"].Open();

        ExecutionHandle third = await second.ResumeAsync("two");

        Assert.Equal(
            "Succeeded [one: Reused (make=Reused, skipped=Skipped); never: Skipped (n=Skipped); two: Succeeded (b=Succeeded)]", await third.CloseAsync());
        Assert.Equal(2, asked);
        Assert.Equal(["artifact", "artifact", "artifact"], read);
        await Refused.AsAsync(ErrorCode.NotLatestExecution, () => first.ResumeAsync("never"));
    }

    [Fact]
    public async Task A_skipped_stage_cannot_be_named()
    {
        Pipeline pipeline = Pipeline.Define("release", define =>
        {
            define.Stage("never").When(_ => false).Action("n", Scenario.PassGateAsync);
            define.Stage("two").Action("b", Scenario.PassGateAsync);
        });
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.FailAtAsync(pipeline, "b");

        await Refused.AsAsync(ErrorCode.StageNotExecuted, execution, "Skipped", () => execution.ResumeAsync("never"));
    }

    [Fact]
    public async Task HR_35_What_an_aborted_run_left_behind_is_visible_to_the_resumed_stage_and_nothing_is_cleaned_up()
    {
        IReadOnlyList<Resource> seen = [];
        Pipeline pipeline = Pipeline.Define("release", define => define.Stage("one").Action("a", async (context, token) =>
        {
            seen = await context.ListLeftBehindAsync(token);
            await context.RegisterResourceAsync("container", $"web-{seen.Count}", "image", token);
            await Scenario.PassGateAsync(context, token);
        }));
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle first = await host.Orchestrator.StartAsync(pipeline);
        await host.ReachedAsync("a");
        Receipt abort = await first.AbortAsync(StopMode.Cancel);
        Settlement settlement = await abort.SettledAsync().WithinAsync(host.Describe);
        Assert.Equal("web-0", Assert.Single(settlement.LeftBehind).Key);

        ExecutionHandle second = await first.ResumeAsync("one");
        await host.ReachedAsync("a", 2);
        await (await second.AbortAsync(StopMode.Cancel)).SettledAsync().WithinAsync(host.Describe);
        host.Gates["a"].Open();
        ExecutionHandle third = await second.ResumeAsync("one");
        await third.CloseAsync();

        Assert.Equal(["web-0", "web-1"], seen.Select(resource => resource.Key));
        Assert.Equal([first.Id, second.Id], seen.Select(resource => resource.Execution));
        Assert.Equal(("container", "image", "one", "a", 1), (seen[0].Kind, seen[0].Data, seen[0].Stage, seen[0].Action, seen[0].Attempt));
        Assert.Equal("web-0", Assert.Single((await first.GetAsync()).Resources).Key);
        Assert.Equal("web-2", Assert.Single((await third.GetAsync()).Resources).Key);
    }

    private static async Task<ExecutionHandle[]> ResumeTwiceAsync(OrchestrationTestHost host)
    {
        host.Gates["a"].Open();
        ExecutionHandle first = await host.FailAtAsync(ThreeStages, "b");
        ExecutionHandle second = await first.ResumeAsync("two");
        await second.CloseAsync();
        ExecutionHandle third = await second.ResumeAsync("two");
        await third.CloseAsync();
        return [first, second, third];
    }
}
