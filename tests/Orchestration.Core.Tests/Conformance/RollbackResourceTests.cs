using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>A rollback releases what was registered in its scope, whatever became of the action, behind the code that undoes.</summary>
public sealed class RollbackResourceTests
{
    [Fact]
    public Task What_a_stage_registered_is_released_last_in_first_out_behind_its_rollbacks() =>
        Trial.RunAsync("one: z; two: a, b, bad", Undo.Setup(FailureStrategy.RollbackStage, "a", "z").Registering("z", "a", "b", "bad"), async trial =>
        {
            trial.Open("z", "a", "b", "undo a", "release a", "release b");
            trial.Fail("bad");
            await trial.ReachedAsync("release bad");
            await trial.IsAsync("RollingBack [one: Succeeded (z=Succeeded); two: RollingBack (a=Succeeded, b=Succeeded, bad=Failed)]");
            trial.Open("release bad");

            await trial.ClosesAsync("Failed [one: Succeeded (z=Succeeded); two: Failed (a=Succeeded, b=Succeeded, bad=Failed)]");
            Assert.Equal("undo a, release bad, release b, release a", await trial.Execution.BegunAsync());
            Assert.Equal("z", await trial.Execution.LeftBehindAsync());
            Assert.Equal([true, true, true], (await trial.Execution.GetAsync())["two"].Actions.Select(action => action.IsRolledBack));
        });

    [Fact]
    public Task A_pipeline_is_rolled_back_and_released_stage_by_stage() =>
        Trial.RunAsync("one: a; two: b, bad", Undo.Setup(FailureStrategy.RollbackPipeline, "a", "b").Registering("a", "b"), async trial =>
        {
            trial.Open("a", "b", "undo a", "undo b", "release a", "release b");
            trial.Fail("bad");

            await trial.ClosesAsync("Failed [one: Succeeded (a=Succeeded); two: Failed (b=Succeeded, bad=Failed)]");
            Assert.Equal("undo b, release b, undo a, release a", await trial.Execution.BegunAsync());
            Assert.Equal(string.Empty, await trial.Execution.LeftBehindAsync());
        });

    [Theory]
    [InlineData("throws")]
    [InlineData("hangs")]
    [InlineData("missing")]
    public Task A_release_that_breaks_is_recorded_and_left_behind_and_the_rest_goes_on(string behaviour)
    {
        TrialSetup setup = Undo.Setup(FailureStrategy.RollbackStage).Registering("a", "c");
        setup.Code["b"] = async (trial, context, token) => await context.RegisterResourceAsync(behaviour == "missing" ? "nobody's" : "deaf", "b", cancellationToken: token);
        setup.Configure += builder => builder.AddResourceCleaner<Undo.DeafCleaner>("deaf");
        return Trial.RunAsync("build: a, b, c, bad", setup, async trial =>
        {
            trial.Open("a", "c", "release a", "release c");
            trial.Fail("bad");
            if (behaviour == "throws")
            {
                trial.Fail("release b");
            }
            else if (behaviour == "hangs")
            {
                await trial.ReachedAsync("release b");
                await trial.Host.AdvanceAsync(TimeSpan.FromMinutes(1));
                await trial.IsAsync("RollingBack [build: RollingBack (a=Succeeded, b=Succeeded, c=Succeeded, bad=Failed)]");
                await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(30));
            }

            await trial.ClosesAsync("Failed [build: Failed (a=Succeeded, b=Succeeded, c=Succeeded, bad=Failed)]");
            ExecutionSnapshot end = await trial.Execution.GetAsync();
            Resource left = Assert.Single(end.LeftBehind);
            Assert.Equal("b", left.Key);
            Assert.Equal(
                behaviour switch { "throws" => typeof(InvalidOperationException).FullName, "hangs" => "TimeLimit", _ => "CleanerMissing" },
                left.ReleaseFailure?.Type);
            Assert.Equal([true, false, true, false], end["build"].Actions.Select(action => action.IsRolledBack));
            Assert.Equal("bad broke", end["build"]["bad"].Failure?.Message);
        });
    }

    [Fact]
    public Task What_an_orphan_registers_meanwhile_is_released_too()
    {
        TrialSetup setup = Undo.Setup(FailureStrategy.RollbackStage, "b");
        setup.Settings["orphan"] = action => action.Abortable();
        setup.Code["orphan"] = async (trial, context, _) =>
        {
            await trial.Gate("orphan").PassIgnoringCancellationAsync();
            await context.RegisterResourceAsync(Undo.Kind, "late", cancellationToken: CancellationToken.None);
            await trial.Gate("orphan end").PassIgnoringCancellationAsync();
            await context.RegisterResourceAsync(Undo.Kind, "later", cancellationToken: CancellationToken.None);
        };
        return Trial.RunAsync("build: orphan b", setup, async trial =>
        {
            await trial.ReachedAsync("orphan");
            trial.Open("b", "release late");
            await trial.Execution.AbortActionAsync(new AbortActionRequest("build", "orphan") { Mode = StopMode.Abandon });
            await trial.ReachedAsync("undo b");
            trial.Open("orphan");
            await trial.ReachedAsync("orphan end");
            trial.Open("undo b");

            await trial.ClosesAsync("Failed [build: Failed (orphan=Abandoned, b=Succeeded)]");
            Assert.Equal("undo b, release late", await trial.Execution.BegunAsync());
            trial.Open("orphan end");
            await trial.Execution.OrphansReturnedAsync();
            Assert.Equal("later", await trial.Execution.LeftBehindAsync());
        });
    }

    [Fact]
    public Task A_release_that_broke_in_the_rollback_is_tried_again_by_policy() =>
        Trial.RunAsync("build: a, bad", Undo.Setup(FailureStrategy.RollbackStage).Registering("a").Defining(pipeline => pipeline.Release(ReleasePolicy.OnFailure)), async trial =>
        {
            trial.Open("a");
            trial.Fail("bad");
            await trial.ReachedAsync("release a");
            trial.Fail("release a");

            await trial.ClosesAsync("Failed [build: Failed (a=Succeeded, bad=Failed)]");
            Assert.Equal("release a, release a", await trial.Execution.BegunAsync());
            Assert.Equal("a", await trial.Execution.LeftBehindAsync());
        });
}
