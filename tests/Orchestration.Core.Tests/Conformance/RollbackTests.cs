using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>What a rollback undoes, in which order, and that its errors change nothing else.</summary>
public sealed class RollbackTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public Task A_stage_is_undone_last_completed_first() => Trial.RunAsync("build: a b c, d, bad; deploy: e", Undo.Setup(FailureStrategy.RollbackStage, "a", "b", "c", "d", "bad"), async trial =>
    {
        await trial.ReachedAsync("a", "b", "c");
        foreach (string name in new[] { "b", "c", "a" })
        {
            trial.Open(name);
            await trial.Execution.UntilAsync(snapshot => snapshot["build"][name].Status == ActionStatus.Succeeded);
        }

        trial.Open("d");
        trial.Fail("bad");
        await trial.ReachedAsync("undo d");
        await trial.IsAsync("RollingBack [build: RollingBack (a=Succeeded, b=Succeeded, c=Succeeded, d=Succeeded, bad=Failed); deploy: Pending (e=Pending)]");
        ExecutionSnapshot during = await trial.Execution.GetAsync();
        Assert.Equal(["build/a", "build/b", "build/c", "build/d"], during.Rollback!.Remaining);
        Assert.Equal((FailureStrategyKind.RollbackStage, "build"), (during.Rollback.Strategy, during.Rollback.Stage));
        trial.Open("undo a", "undo b", "undo c", "undo d");

        await trial.ClosesAsync("Failed [build: Failed (a=Succeeded, b=Succeeded, c=Succeeded, d=Succeeded, bad=Failed); deploy: NotRun (e=NotRun)]");
        Assert.Equal("undo d, undo a, undo c, undo b", await trial.Execution.BegunAsync());
        ExecutionSnapshot end = await trial.Execution.GetAsync();
        Assert.Equal([true, true, true, true, false], end["build"].Actions.Select(action => action.IsRolledBack));
        Assert.True(end["build"].IsRolledBack);
        Assert.Empty(end.Rollback!.Remaining);
        Assert.Equal(0, trial.Gate("undo bad").Arrivals);
    });

    [Fact]
    public Task The_siblings_of_a_failed_action_end_first_and_no_later_group_starts() =>
        Trial.RunAsync("build: bad a, later", Undo.Setup(FailureStrategy.RollbackStage, "a", "later"), async trial =>
        {
            await trial.ReachedAsync("bad", "a");
            trial.Fail("bad");
            await trial.UntilAsync("Running [build: Running (bad=Failed, a=Running, later=Pending)]");
            trial.Open("a", "undo a");

            await trial.ClosesAsync("Failed [build: Failed (bad=Failed, a=Succeeded, later=NotRun)]");
            Assert.Equal("undo a", await trial.Execution.BegunAsync());
        });

    [Fact]
    public Task A_retry_of_the_stage_takes_the_failure_back_before_the_strategy_acts()
    {
        TrialSetup setup = Undo.Setup(FailureStrategy.RollbackStage, "a");
        setup.Code["bad"] = (_, context, _) => context.AttemptNumber == 1 ? throw new InvalidOperationException("once") : Task.CompletedTask;
        return Trial.RunAsync("build: bad a", setup, async trial =>
        {
            await trial.UntilAsync("Running [build: Running (bad=Failed, a=Running)]");
            await trial.Execution.RetryStageAsync("build");
            await trial.UntilAsync("Running [build: Running (bad=Succeeded, a=Running)]");
            trial.Open("a");

            await trial.ClosesAsync("Succeeded [build: Succeeded (bad=Succeeded, a=Succeeded)]");
            Assert.Equal(0, trial.Gate("undo a").Arrivals);
        });
    }

    [Fact]
    public Task Only_what_succeeded_here_is_undone()
    {
        TrialSetup setup = Undo.Setup(FailureStrategy.RollbackPipeline, "skipped", "ignored", "later", "bad");
        setup.When["skipped"] = (_, _) => ValueTask.FromResult(false);
        setup.Settings["ignored"] += action => action.OnFailure(FailureStrategy.Ignore);
        return Trial.RunAsync("build: skipped ignored, bad, later", setup, async trial =>
        {
            trial.Fail("ignored");
            trial.Fail("bad");

            await trial.ClosesAsync("Failed [build: Failed (skipped=Skipped, ignored=Ignored, bad=Failed, later=NotRun)]");
            Assert.Equal(string.Empty, await trial.Execution.BegunAsync());
            Assert.False((await trial.Execution.GetAsync())["build"].IsRolledBack);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Stages_are_undone_last_first_or_only_the_one_that_failed(bool ofPipeline) =>
        Trial.RunAsync("one: a b; two: c; three: d, bad", Undo.Setup(ofPipeline ? FailureStrategy.RollbackPipeline : FailureStrategy.RollbackStage, "a", "b", "c", "d"), async trial =>
        {
            trial.Open("b");
            await trial.UntilAsync("Running [one: Running (a=Running, b=Succeeded); two: Pending (c=Pending); three: Pending (d=Pending, bad=Pending)]");
            trial.Open("a", "c", "d", "undo d", "undo c", "undo b");
            trial.Fail("bad");
            if (ofPipeline)
            {
                await trial.ReachedAsync("undo a");
                await trial.IsAsync("RollingBack [one: Succeeded (a=Succeeded, b=Succeeded); two: Succeeded (c=Succeeded); three: Failed (d=Succeeded, bad=Failed)]");
                trial.Open("undo a");
            }

            await trial.ClosesAsync("Failed [one: Succeeded (a=Succeeded, b=Succeeded); two: Succeeded (c=Succeeded); three: Failed (d=Succeeded, bad=Failed)]");
            Assert.Equal(ofPipeline ? "undo d, undo c, undo a, undo b" : "undo d", await trial.Execution.BegunAsync());
            Assert.Equal([ofPipeline, ofPipeline, true], (await trial.Execution.GetAsync()).Stages.Select(stage => stage.IsRolledBack));
        });

    [Fact]
    public Task An_error_is_recorded_beside_the_first_failure_and_the_rest_goes_on() =>
        Trial.RunAsync("build: a, b, c, bad", Undo.Setup(FailureStrategy.RollbackStage, "a", "b", "c"), async trial =>
        {
            trial.Open("a", "b", "c", "undo a");
            trial.Fail("bad");
            trial.Fail("undo b");
            trial.Fail("undo c");

            await trial.ClosesAsync("Failed [build: Failed (a=Succeeded, b=Succeeded, c=Succeeded, bad=Failed)]");
            ExecutionSnapshot end = await trial.Execution.GetAsync();
            Assert.Equal([null, "undo b broke", "undo c broke", null], end["build"].Actions.Select(action => action.RollbackFailure?.Message));
            Assert.Equal([null, null, null, "bad broke"], end["build"].Actions.Select(action => action.Failure?.Message));
            Assert.Equal((ReasonCode.ActionFailed, end["build"].Reason), (end.Summary.ClosedReason, end.Summary.ClosedReason));
            Assert.Equal("undo c, undo b, undo a", await trial.Execution.BegunAsync());
        });

    [Theory]
    [InlineData("throws")]
    [InlineData("no task")]
    [InlineData("unreadable")]
    public Task Code_that_breaks_at_once_only_fails_itself(string behaviour)
    {
        TrialSetup setup = Undo.Setup(FailureStrategy.RollbackStage, "a");
        setup.Settings["b"] = action => action.OnRollback((_, _) => behaviour switch
        {
            "throws" => throw new InvalidOperationException("at once"),
            "no task" => Nothing<Task>(),
            _ => throw new OperationCanceledException("somebody else's"),
        });
        return Trial.RunAsync("build: a, b, bad", setup, async trial =>
        {
            trial.Open("a", "b", "undo a");
            trial.Fail("bad");

            await trial.ClosesAsync("Failed [build: Failed (a=Succeeded, b=Succeeded, bad=Failed)]");
            ActionSnapshot broken = (await trial.Execution.GetAsync())["build"]["b"];
            Assert.Equal(behaviour switch { "throws" => "at once", "no task" => "The rollback returned no task.", _ => "somebody else's" }, broken.RollbackFailure?.Message);
            Assert.Equal(1, trial.Gate("undo a").Passed);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Code_that_hangs_is_signalled_at_its_deadline_and_given_up_after_the_grace(bool isDeaf)
    {
        TrialSetup setup = Undo.Setup(FailureStrategy.RollbackStage, "a");
        setup.Settings["b"] = action => action.OnRollback(isDeaf ? Undo.IgnoreTokenAsync : Undo.PassGateAsync).RollbackDeadlineAfter(2 * Minute);
        return Trial.RunAsync("build: a, b, bad", setup, async trial =>
        {
            trial.Open("a", "b");
            trial.Fail("bad");
            await trial.ReachedAsync("undo b");
            await trial.Host.AdvanceAsync((2 * Minute) - TimeSpan.FromTicks(1));
            Assert.Equal((0, 0), (trial.Gate("undo b").Cancelled, trial.Gate("undo a").Arrivals));
            await trial.Host.AdvanceAsync(TimeSpan.FromTicks(1));
            if (isDeaf)
            {
                await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(30) - TimeSpan.FromTicks(1));
                Assert.Equal(0, trial.Gate("undo a").Arrivals);
                await trial.Host.AdvanceAsync(TimeSpan.FromTicks(1));
            }

            await trial.ReachedAsync("undo a");
            trial.Open("undo a");
            await trial.ClosesAsync("Failed [build: Failed (a=Succeeded, b=Succeeded, bad=Failed)]");
            Assert.Equal(isDeaf, (await trial.EventsAsync<RollbackEnded>())[0].IsAbandoned);
            Assert.Equal("TimeLimit", (await trial.Execution.GetAsync())["build"]["b"].RollbackFailure?.Type);

            // It is an orphan then, and what it does later changes nothing else.
            Assert.Equal(isDeaf ? [("b", true, true)] : [], (await trial.Execution.GetAsync()).Orphans.Select(orphan => (orphan.Action, orphan.IsRollback, orphan.IsRunning)));
            trial.Open("undo b");
            await trial.Execution.UntilAsync(snapshot => !snapshot.Orphans.Any(orphan => orphan.IsRunning));
            await trial.IsAsync("Failed [build: Failed (a=Succeeded, b=Succeeded, bad=Failed)]");
        });
    }

    [Fact]
    public Task The_default_deadline_is_an_option()
    {
        TrialSetup setup = Undo.Setup(FailureStrategy.RollbackStage, "a");
        setup.Configure = builder => builder.Services.AddOrchestration(options => options.RollbackDeadline = Minute);
        return Trial.RunAsync("build: a, bad", setup, async trial =>
        {
            trial.Open("a");
            trial.Fail("bad");
            await trial.ReachedAsync("undo a");
            await trial.Host.AdvanceAsync(Minute);

            await trial.ClosesAsync("Failed [build: Failed (a=Succeeded, bad=Failed)]");
            Assert.Equal(1, trial.Gate("undo a").Cancelled);
        });
    }

    [Fact]
    public Task Reused_nodes_are_never_undone() => Trial.RunAsync("one: a; two: b, bad", Undo.Setup(FailureStrategy.RollbackPipeline, "a", "b"), async trial =>
    {
        trial.Open("a", "b", "undo a", "undo b");
        await trial.ReachedAsync("bad");
        await trial.Execution.AbortAsync(StopMode.Cancel);
        await trial.ClosesAsync("Aborted [one: Succeeded (a=Succeeded); two: Aborted (b=Succeeded, bad=Aborted)]");
        await trial.ContinueAsync("two");
        trial.Fail("bad");

        await trial.ClosesAsync("Failed [one: Reused (a=Reused); two: Failed (b=Succeeded, bad=Failed)]");
        Assert.Equal("undo b", await trial.Execution.BegunAsync());
        Assert.False((await trial.Execution.GetAsync())["one"].IsRolledBack);
    });

    [Fact]
    public Task The_code_that_undoes_sees_what_its_action_has_made()
    {
        List<string> seen = [];
        Pipeline<string> pipeline = Pipeline.Define<string>("made", define =>
        {
            define.Label("application", "web").OnFailure(FailureStrategy.RollbackPipeline);
            ActionRef<int> first = define.Stage("one").Action("a", (_, _) => Task.FromResult(41));
            ActionRef<int>? second = null;
            second = define.Stage("two").Action<int>(
                "b",
                async (context, token) =>
                {
                    await context.RegisterResourceAsync(Undo.Kind, "x", "data", token);
                    await context.RegisterResourceAsync(Undo.Kind, "y", cancellationToken: token);
                    return context.Output(first) + 1;
                },
                action => action.OnRollback((context, _) =>
                {
                    seen.Add($"{context.Pipeline} {context.Stage}/{context.Action} {context.Labels["application"]} {context.Input<string>()}");
                    seen.Add($"{context.Output(first)} {context.Output(second!)} {context.Result<int>()}");
                    seen.Add(string.Join(" ", context.Resources.Select(resource => resource.Key + resource.Data)));
                    return Task.CompletedTask;
                }));
            define.Stage("three").Action("bad", (_, _) => throw new InvalidOperationException("no"));
        });
        TrialSetup setup = new() { Configure = builder => builder.AddPipeline(pipeline).AddResourceCleaner<Undo.Cleaner>(Undo.Kind) };
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            trial.Open("release x", "release y");
            ExecutionHandle execution = await trial.Orchestrator.StartAsync(pipeline, "input");

            Assert.Equal("Failed [one: Succeeded (a=Succeeded); two: Succeeded (b=Succeeded); three: Failed (bad=Failed)]", await execution.CloseAsync());
            Assert.Equal(["made two/b web input", "41 42 42", "y xdata"], seen);
            trial.Open("a");
            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
        });
    }

    private static T Nothing<T>()
        where T : class => null!;
}
