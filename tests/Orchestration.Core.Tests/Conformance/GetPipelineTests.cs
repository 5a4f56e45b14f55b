using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>What GetPipeline shows: gates, who is in a stage, who waits, who was the last, and what was left behind.</summary>
public sealed class GetPipelineTests
{
    [Theory]
    [InlineData(ExecutionMode.Queue)]
    [InlineData(ExecutionMode.Supersede)]
    [InlineData(ExecutionMode.Parallel)]
    public Task A_pipeline_nobody_has_used_is_all_free(ExecutionMode mode) => LineTrial.RunAsync(mode, async trial =>
    {
        PipelineSnapshot pipeline = await trial.PipelineAsync();

        Assert.Equal(("release", "1", mode), (pipeline.Name, pipeline.PipelineVersion, pipeline.Mode));
        Assert.Equal(["build", "deploy"], pipeline.Stages.Select(stage => stage.Name));
        Assert.Empty(pipeline.GateChanges);
        Assert.All(pipeline.Stages, stage =>
        {
            Assert.Equal((true, null, null, null, null), (stage.IsGateEnabled, stage.GateDisabled, stage.Holder, stage.Latest, stage.LatestStatus));
            Assert.Empty(stage.Waiting);
            Assert.Empty(stage.Orphans);
        });
    });

    [Theory]
    [InlineData(ExecutionMode.Queue)]
    [InlineData(ExecutionMode.Supersede)]
    public Task It_tells_holder_line_and_latest_with_their_times(ExecutionMode mode) => LineTrial.RunAsync(mode, async trial =>
    {
        DateTimeOffset begin = trial.Host.Time.GetUtcNow();
        await trial.StartAsync("a");
        trial.Open("a1");
        await trial.ReachedAsync("b1");
        trial.Host.Time.Advance(TimeSpan.FromMinutes(1));
        await trial.StartAsync("a");
        trial.Host.Time.Advance(TimeSpan.FromMinutes(1));
        await trial.StartAsync();

        PipelineSnapshot pipeline = await trial.PipelineAsync();

        Assert.Equal(new StageOccupant(trial[2].Id, begin + TimeSpan.FromMinutes(1)), pipeline["build"].Holder);
        Assert.Equal([new StageOccupant(trial[3].Id, begin + TimeSpan.FromMinutes(2))], pipeline["build"].Waiting);
        Assert.Equal((trial[2].Id, StageStatus.Running), (pipeline["build"].Latest!.Value, pipeline["build"].LatestStatus));
        Assert.Equal((trial[1].Id, StageStatus.Running), (pipeline["deploy"].Latest!.Value, pipeline["deploy"].LatestStatus));
        await trial[1].StopAsync();
        Assert.Equal(StageStatus.Stopping, (await trial.PipelineAsync())["deploy"].LatestStatus);
        trial.Fail("b1");
        await trial.ClosesAsync(1, ExecutionStatus.Stopped);
        PipelineStage deploy = (await trial.PipelineAsync())["deploy"];
        Assert.Equal((null, trial[1].Id, StageStatus.Stopped), (deploy.Holder, deploy.Latest!.Value, deploy.LatestStatus));
        await trial.FinishAsync(2, 3);
        pipeline = await trial.PipelineAsync();
        Assert.All(pipeline.Stages, stage => Assert.Equal((trial[3].Id, StageStatus.Succeeded), (stage.Latest!.Value, stage.LatestStatus)));
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task In_the_mode_Parallel_it_tells_who_waits_and_who_was_the_last(bool restart) =>
        LineTrial.RunAsync(new LineSetup(ExecutionMode.Parallel) { MayRest = true }, async trial =>
        {
            trial.Open("a1", "a2", "a3");
            await trial.StartAsync();
            await trial.ReachedAsync("b1");
            await trial.DisableGateAsync("deploy");
            await trial.StartAsync();
            await trial.WaitsAsync(2, "deploy");
            trial.Host.Time.Advance(TimeSpan.FromMinutes(1));
            await trial.StartAsync();
            await trial.WaitsAsync(3, "deploy");
            if (restart)
            {
                await trial.RestartAsync(crash: true);
                await trial.ReachedAsync("b1", 2);
            }

            PipelineSnapshot pipeline = await trial.PipelineAsync();

            Assert.Null(pipeline["deploy"].Holder);
            Assert.Equal([trial[2].Id, trial[3].Id], pipeline["deploy"].Waiting.Select(one => one.Execution));
            Assert.Equal((trial[1].Id, StageStatus.Running), (pipeline["deploy"].Latest!.Value, pipeline["deploy"].LatestStatus));
            Assert.Equal((trial[3].Id, StageStatus.Succeeded), (pipeline["build"].Latest!.Value, pipeline["build"].LatestStatus));
            Assert.False(pipeline["deploy"].IsGateEnabled);
        });

    [Theory]
    [InlineData(ExecutionMode.Queue)]
    [InlineData(ExecutionMode.Supersede)]
    [InlineData(ExecutionMode.Parallel)]
    public Task Orphans_are_listed_until_they_return(ExecutionMode mode) => LineTrial.RunAsync(mode, async trial =>
    {
        await trial.StartAsync("a");
        await trial[1].StopAsync(StopMode.Abandon);
        await trial.ClosesAsync(1, ExecutionStatus.Stopped);

        PipelineSnapshot pipeline = await trial.PipelineAsync();

        Assert.Equal([(trial[1].Id, "a")], pipeline["build"].Orphans.Select(orphan => (orphan.Execution, orphan.Orphan.Action)));
        Assert.Empty(pipeline["deploy"].Orphans);
        trial.Open("a1");
        await trial[1].OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
        Assert.Empty((await trial.PipelineAsync())["build"].Orphans);
    });

    [Fact]
    public Task Under_load_each_view_is_of_one_moment() => LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
    {
        trial.Open([.. Enumerable.Range(1, 200).SelectMany(number => (string[])[$"a{number}", $"b{number}"])]);
        Guid[] ids = [.. Enumerable.Range(0, 200).Select(_ => trial.NextId())];
        Task pushing = Task.Run(async () =>
        {
            foreach (Guid[] some in ids.Chunk(40))
            {
                ExecutionHandle[] started = await Task.WhenAll(some.Select(id => trial.Orchestrator.StartAsync(new StartRequest("release") { CommandId = id })));
                await Task.WhenAll(started.Select(one => one.WaitAsync()));
            }
        });
        List<PipelineSnapshot> views = [];
        while (!pushing.IsCompleted || views.Count < 50)
        {
            views.Add(await trial.PipelineAsync());
            await Task.Yield();
        }

        await pushing.WithinAsync(trial.Host.Describe);
        foreach (PipelineSnapshot view in views)
        {
            ExecutionId[] seen = [.. view.Stages.SelectMany(stage => stage.Waiting.Select(one => one.Execution).Concat(stage.Holder is { } holder ? [holder.Execution] : []))];
            Assert.Equal(seen.Distinct(), seen);
            Assert.All(view.Stages, stage => Assert.True(stage.Holder is not null || stage.Waiting.Count == 0, trial.Tell(view)));
            Assert.All(view.Stages, stage => Assert.True(stage.Holder is null || stage.Holder.Execution == stage.Latest, trial.Tell(view)));
        }

        for (int number = 1; number <= ids.Length; number++)
        {
            await trial.ClosesAsync(number, ExecutionStatus.Succeeded);
        }

        await trial.LinesAsync("build: -; deploy: -");
    });

    [Fact]
    public Task Stages_of_older_versions_are_shown_as_long_as_something_is_there() =>
        LineTrial.RunAsync(new LineSetup(ExecutionMode.Queue, "old: a") { MayRest = true }, async trial =>
        {
            await trial.StartAsync("a");
            Pipeline old = trial.Pipeline;
            await trial.RestartAsync(crash: true, new LineSetup(ExecutionMode.Queue) { Version = "2" }, old);
            await trial.ReachedAsync("a1", 2);

            await trial.LinesAsync("build: -; deploy: -; old: 1");
            trial.Open("a1");
            await trial.ClosesAsync(1, ExecutionStatus.Succeeded);
            await trial.LinesAsync("build: -; deploy: -");
        });
}
