using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>A host that ends in the middle of a rollback: what ran runs again, what had ended does not.</summary>
public sealed class RollbackCrashTests
{
    private const string End = "Failed [build: Failed (a=Succeeded, b=Succeeded, c=Succeeded, bad=Failed)]";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task What_was_cut_off_runs_again_and_nothing_else_does(bool isCrash) => RunAsync(async trial =>
    {
        trial.Open("undo c");
        await trial.ReachedAsync("undo b");
        await (isCrash ? trial.CrashAndRestartAsync() : trial.ShutDownAndRestartAsync());
        await trial.Gate("undo b").ReachedAsync(2).WithinAsync(trial.Host.Describe);
        await trial.IsAsync("RollingBack [build: RollingBack (a=Succeeded, b=Succeeded, c=Succeeded, bad=Failed)]");
        trial.Open("undo b", "undo a", "release a", "release b");

        await trial.ClosesAsync(End);
        Assert.Equal("undo c, undo b, undo b, undo a, release b, release a", await trial.Execution.BegunAsync());
        Assert.Equal((1, 2, 1), (trial.Gate("undo a").Arrivals, trial.Gate("undo b").Arrivals, trial.Gate("undo c").Arrivals));
        Assert.All((await trial.Execution.GetAsync())["build"].Actions, action => Assert.Null(action.RollbackFailure));
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_release_that_was_cut_off_runs_again(bool isCrash) => RunAsync(async trial =>
    {
        trial.Open("undo a", "undo b", "undo c");
        await trial.ReachedAsync("release b");
        await (isCrash ? trial.CrashAndRestartAsync() : trial.ShutDownAndRestartAsync());
        await trial.Gate("release b").ReachedAsync(2).WithinAsync(trial.Host.Describe);
        trial.Open("release b", "release a");

        await trial.ClosesAsync(End);
        Assert.Equal("undo c, undo b, undo a, release b, release b, release a", await trial.Execution.BegunAsync());
        Assert.Equal(string.Empty, await trial.Execution.LeftBehindAsync());
    });

    [Theory]
    [InlineData(StopMode.Wait)]
    [InlineData(StopMode.Cancel)]
    public Task Under_a_stop_what_was_cut_off_does_not_run_again(StopMode mode)
    {
        TrialSetup setup = Setup();
        setup.Settings["c"] = action => action.OnRollback(Undo.IgnoreTokenAsync);
        return Trial.RunAsync("build: a, b, c, bad", setup, async trial =>
        {
            trial.Open("a", "b", "c");
            trial.Fail("bad");
            await trial.ReachedAsync("undo c");
            await trial.StopAsync(mode);
            await trial.CrashAndRestartAsync();

            await trial.UntilAsync("Stopped [build: Stopped (a=Succeeded, b=Succeeded, c=Succeeded, bad=Failed)]");
            ExecutionSnapshot end = await trial.Execution.GetAsync();
            Assert.Equal("HostEnded", end["build"]["c"].RollbackFailure?.Type);
            Assert.Equal(["build/a", "build/b"], end.Rollback!.Remaining);
            Assert.Equal((1, 0), (trial.Gate("undo c").Arrivals, trial.Gate("undo b").Arrivals));
        });
    }

    [Fact]
    public Task One_that_returns_while_the_host_shuts_down_is_not_lost_and_no_other_starts()
    {
        TrialSetup setup = Setup();
        setup.Settings["c"] = action => action.OnRollback(async (context, token) =>
        {
            await Undo.PassGateAsync(context, token).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        return Trial.RunAsync("build: a, b, c, bad", setup, async trial =>
        {
            trial.Open("a", "b", "c");
            trial.Fail("bad");
            await trial.ReachedAsync("undo c");
            await trial.ShutDownAndRestartAsync();
            trial.Open("undo b", "undo a", "release b", "release a");

            await trial.ClosesAsync(End);
            Assert.Equal(1, trial.Gate("undo c").Arrivals);
        });
    }

    [Fact]
    public Task Its_deadline_begins_again_with_it() => RunAsync(async trial =>
    {
        await trial.ReachedAsync("undo c");
        await trial.Host.AdvanceAsync(TimeSpan.FromMinutes(9));
        await trial.CrashAndRestartAsync();
        await trial.Gate("undo c").ReachedAsync(2).WithinAsync(trial.Host.Describe);
        await trial.Host.AdvanceAsync(TimeSpan.FromMinutes(9));
        Assert.Equal(0, trial.Gate("undo b").Arrivals);
        await trial.Host.AdvanceAsync(TimeSpan.FromMinutes(1));
        await trial.ReachedAsync("undo b");
    });

    private static TrialSetup Setup() => Undo.Setup(FailureStrategy.RollbackStage, "a", "b", "c").Registering("a", "b");

    private static Task RunAsync(Func<Trial, Task> body) => Trial.RunAsync("build: a, b, c, bad", Setup(), async trial =>
    {
        trial.Open("a", "b", "c");
        trial.Fail("bad");
        await body(trial);
    });
}
