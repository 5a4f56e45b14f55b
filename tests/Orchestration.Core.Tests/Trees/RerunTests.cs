using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>A closed run is run again, whole or with what it had done (Flyte: rerun, recover).</summary>
public sealed class RerunTests
{
    [Fact]
    public Task A_rerun_runs_everything_in_an_execution_and_a_lineage_of_its_own() => RerunTree.FailedAsync(async trial =>
    {
        ExecutionHandle first = trial.Execution;
        ExecutionSnapshot before = await first.GetAsync();
        await trial.AdvanceAsync(60);
        trial.TurnTo(await trial.Host.As("ada").GetHandle(first.Id).RerunAsync(reason: "once more"));
        await trial.ClosesAsync(RerunTree.AllSucceeded);
        Assert.Equal("done=2 left=2 right=2 last=1", trial.Runs());

        ExecutionSummary summary = (await trial.Execution.GetAsync()).Summary;
        Assert.Equal((ExecutionType.Rerun, first.Id, "ada", before.Summary.StartedAt.AddSeconds(60)), (summary.Type, summary.RerunOf, summary.StartedBy, summary.StartedAt));
        Assert.Equal((new Lineage(summary.Id), true), (summary.Lineage, summary.IsLatest));
        CommandSnapshot command = (await trial.Execution.GetAsync()).Commands[0];
        Assert.Equal((Verb.Rerun, "ada", "once more", summary.Id.Value), (command.Verb, command.Actor, command.Reason, command.Id));
        ExecutionStarted start = Assert.Single(await trial.EventsAsync<ExecutionStarted>());
        Assert.Equal((first.Id, false, 0), (start.Rerun!.Of, start.Rerun.ReuseSucceeded, start.Rerun.Forced.Count));
        Assert.Equal([summary.Id], (await trial.Execution.HistoryAsync()).Select(one => one.Id));

        ExecutionSnapshot after = await first.GetAsync();
        Assert.Equal((before.Version, true, ExecutionStatus.Failed), (after.Version, after.Summary.IsLatest, after.Status));
        Assert.Equal([first.Id], (await first.HistoryAsync()).Select(one => one.Id));
        Assert.Equal([summary.Id, first.Id], (await trial.Host.Orchestrator.ListAsync(new ExecutionQuery())).Executions.Select(one => one.Id));
    });

    [Fact]
    public Task FL_40_A_recover_reuses_what_had_succeeded_at_every_depth_and_runs_the_rest() => RerunTree.FailedAsync(async trial =>
    {
        ExecutionId first = trial.Execution.Id;
        await trial.RecoverAsync();
        await trial.ClosesAsync("Succeeded: root=Succeeded (done-1=Reused, fold-1=Succeeded (left-1=Reused, right-1=Succeeded), last-1=Succeeded)");
        Assert.Equal("done=1 left=1 right=2 last=1", trial.Runs());
        Assert.Equal((first, first, null), ((await trial.ChildAsync("done-1")).ReusedFrom, (await trial.ChildAsync("fold-1/left-1")).ReusedFrom, (await trial.ChildAsync("last-1")).ReusedFrom));
        Assert.Equal("done 1, left 1, right 1, last 1", await trial.Execution.WithResult<string>().ResultAsync());
        Assert.Equal((first, true), ((await trial.EventsAsync<ExecutionStarted>())[0].Rerun!.Of, (await trial.EventsAsync<ExecutionStarted>())[0].Rerun!.ReuseSucceeded));
    });

    [Fact]
    public Task What_is_reused_shadows_what_is_below_it() => RerunTree.SucceededAsync(async trial =>
    {
        await trial.RecoverAsync();
        await trial.ClosesAsync("Succeeded: root=Succeeded (done-1=Reused, fold-1=Reused, last-1=Reused)");
        Assert.Equal(("done=1 left=1 right=1 last=1", 1), (trial.Runs(), (await trial.RootAsync()).Attempt));
    });

    [Fact]
    public Task A_rerun_of_a_rerun_names_the_execution_whose_attempt_made_each_result() => RerunTree.FailedAsync(async trial =>
    {
        ExecutionId first = trial.Execution.Id;
        trial.Gate("last").Fail(new FormatException("no good"));
        await trial.RecoverAsync();
        await trial.ClosesAsync("Failed: root=Failed (done-1=Reused, fold-1=Succeeded (left-1=Reused, right-1=Succeeded), last-1=Failed)");
        ExecutionId second = trial.Execution.Id;
        trial.Open("last");
        await trial.RecoverAsync();
        await trial.ClosesAsync("Succeeded: root=Succeeded (done-1=Reused, fold-1=Reused, last-1=Succeeded)");
        Assert.Equal((first, second), ((await trial.ChildAsync("done-1")).ReusedFrom, (await trial.ChildAsync("fold-1")).ReusedFrom));
        Assert.Equal(second, (await trial.Execution.GetAsync()).Summary.RerunOf);
        await trial.RecoverAsync("root/fold-1/right-1");
        await trial.ClosesAsync("Succeeded: root=Succeeded (done-1=Reused, fold-1=Succeeded (left-1=Reused, right-1=Succeeded), last-1=Reused)");
        Assert.Equal((first, first), ((await trial.ChildAsync("done-1")).ReusedFrom, (await trial.ChildAsync("fold-1/left-1")).ReusedFrom));
        Assert.Equal("done=1 left=1 right=3 last=2", trial.Runs());
    });

    [Fact]
    public Task A_rerun_runs_under_the_newest_definition_and_a_recover_mixes_old_results_into_it() => RerunTree.FailedAsync(async trial =>
    {
        ExecutionId first = trial.Execution.Id;
        await trial.CrashAndRestartAsync(builder => builder.AddPipeline(RerunTree.Define(trial, "2")));
        await trial.RecoverAsync();
        Assert.Equal("done 1, left 1, right 2, last 2", await trial.Execution.WithResult<string>().ResultAsync().WithinAsync(trial.Host.Describe));
        Assert.Equal("2", (await trial.Execution.GetAsync()).Summary.PipelineVersion);
        trial.TurnTo(trial.Host.GetHandle(first));
        await trial.RerunAsync();
        Assert.Equal("done 2, left 2, right 2, last 2", await trial.Execution.WithResult<string>().ResultAsync().WithinAsync(trial.Host.Describe));
        Assert.Equal("1", (await trial.Host.GetHandle(first).GetAsync()).Summary.PipelineVersion);
    });

    [Fact]
    public Task What_a_recover_has_carried_over_is_found_after_a_crash_and_a_retry() => RerunTree.FailedAsync(async trial =>
    {
        trial.Gate("right").Fail(new FormatException("no good"));
        Gate early = trial.Gate("early");
        await trial.RecoverAsync();
        await trial.ClosesAsync("Failed: root=Failed (done-1=Reused, fold-1=Failed (left-1=Reused, right-1=Failed))");
        await trial.CrashAndRestartAsync();
        trial.Open("right");
        await trial.Execution.RetryStageAsync("tree");
        await trial.ClosesAsync(
            "Succeeded: root=Succeeded (done-1=Reused, fold-1=Failed (left-1=Reused, right-1=Failed), done-1=Reused, fold-1=Succeeded (left-1=Reused, right-1=Succeeded), last-1=Succeeded)");
        Assert.Equal(("done=1 left=1 right=3 last=1", 0), (trial.Runs(), early.Arrivals));
    });

    [Theory]
    [InlineData("stop", ExecutionStatus.Stopped)]
    [InlineData("abort", ExecutionStatus.Aborted)]
    [InlineData("expire", ExecutionStatus.Expired)]
    public Task Whatever_has_closed_can_be_recovered(string how, ExecutionStatus status) => TreeTrial.RunAsync(
        async (trial, context, cancellationToken) =>
        {
            await context.RunAsync("done", trial.At("done"));
            await context.RunAsync("open", trial.At("open"));
        },
        async trial =>
        {
            trial.Open("done");
            await trial.ReachedAsync("open");
            await (how == "stop" ? trial.Execution.StopAsync(StopMode.Cancel) : how == "abort" ? trial.Execution.AbortAsync(StopMode.Cancel) : trial.AdvanceAsync(60));
            Assert.Equal(status, (await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe)).Status);
            trial.Open("open");
            await trial.RecoverAsync();
            await trial.ClosesAsync("Succeeded: root=Succeeded (done-1=Reused, open-1=Succeeded)");
            Assert.Equal("done=1 open=2", trial.RunsOf("done", "open"));
        },
        root => root.ExpiresAfter(TimeSpan.FromMinutes(1)));

    [Fact]
    public Task Two_reruns_of_one_execution_have_nothing_to_do_with_each_other() => RerunTree.FailedAsync(async trial =>
    {
        ExecutionHandle first = trial.Execution;
        ExecutionHandle[] both = await Task.WhenAll(first.RerunAsync(), first.RerunAsync(reuseSucceeded: true)).WithinAsync(trial.Host.Describe);
        foreach (ExecutionHandle one in both)
        {
            Assert.Equal(ExecutionStatus.Succeeded, (await one.WaitAsync().WithinAsync(trial.Host.Describe)).Status);
            Assert.Equal(first.Id, (await one.GetAsync()).Summary.RerunOf);
        }

        Assert.Equal("done=2 left=2 right=3 last=2", trial.Runs());
    });
}
