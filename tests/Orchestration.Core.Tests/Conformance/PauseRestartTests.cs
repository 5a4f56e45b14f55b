using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>A pause outlives the host, and attempts that were cut off in it wait for its end.</summary>
public sealed class PauseRestartTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_paused_run_stays_paused(bool crash) => Trial.RunAsync("build: a, b", async trial =>
    {
        await trial.ReachedAsync("a");
        Receipt pause = await trial.PauseAsync();
        trial.Open("a");
        await trial.UntilAsync("Paused [build: Running (a=Succeeded, b=Pending)]");
        await EndHostAsync(trial, crash);
        await trial.IsAsync("Paused [build: Running (a=Succeeded, b=Pending)]");
        Assert.Equal(0, trial.Gate("b").Arrivals);

        Receipt unpause = await trial.UnpauseAsync();

        trial.Open("b");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, b=Succeeded)]");
        Assert.Equal(unpause.CommandId, (await trial.CommandAsync(pause.CommandId)).SupersededBy);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task An_attempt_that_was_cut_off_while_pausing_waits_for_the_end_of_the_pause(bool crash) => Trial.RunAsync("build: a b, c", async trial =>
    {
        await trial.ReachedAsync("a", "b");
        await trial.PauseAsync();
        await EndHostAsync(trial, crash);
        await trial.IsAsync("Paused [build: Running (a=Waiting, b=Waiting, c=Pending)]");
        await trial.Host.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal((1, 1), (trial.Gate("a").Arrivals, trial.Gate("b").Arrivals));
        Assert.Equal(2, (await trial.EventsAsync<AttemptLost>()).Count);

        await trial.UnpauseAsync();

        trial.Open("a", "b", "c");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, b=Succeeded, c=Succeeded)]");
        Assert.Equal(2, (await trial.Execution.GetAsync())["build"]["a"].Attempt);
    });

    [Theory]
    [InlineData(OnInterrupted.Fail, "a=Failed")]
    [InlineData(OnInterrupted.Abandon, "a=Abandoned")]
    public Task Where_it_is_not_repeated_it_ends_there(OnInterrupted policy, string action)
    {
        TrialSetup setup = new();
        setup.Settings["a"] = settings => settings.OnInterrupted(policy);
        return Trial.RunAsync("build: a, b", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.PauseAsync();
            await trial.CrashAndRestartAsync();
            await trial.IsAsync($"Failed [build: Failed ({action}, b=NotRun)]");
        });
    }

    [Fact]
    public Task A_cut_off_attempt_takes_nothing_from_the_budget_of_retries()
    {
        TrialSetup setup = new();
        setup.Settings["a"] = action => action.Retry(1);
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.PauseAsync();
            await trial.CrashAndRestartAsync();
            await trial.UntilAsync("Paused [build: Running (a=Waiting)]");
            trial.Fail("a");

            await trial.UnpauseAsync();

            await trial.ClosesAsync("Failed [build: Failed (a=Failed)]");
            Assert.Equal(3, trial.Gate("a").Arrivals);
        });
    }

    [Fact]
    public Task A_crash_between_stages_leaves_the_pause() => Trial.RunAsync("build: a; deploy: b", async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.PauseAsync();
        trial.Open("a");
        await trial.UntilAsync("Paused [build: Succeeded (a=Succeeded); deploy: Pending (b=Pending)]");
        await trial.CrashAndRestartAsync();
        await trial.CrashAndRestartAsync();
        await trial.IsAsync("Paused [build: Succeeded (a=Succeeded); deploy: Pending (b=Pending)]");

        trial.Open("b");
        await trial.UnpauseAsync();

        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded); deploy: Succeeded (b=Succeeded)]");
    });

    [Fact]
    public Task A_missing_definition_does_not_invalidate_a_paused_run() => Trial.RunAsync("build: a, b", async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.PauseAsync();
        trial.Open("a");
        await trial.UntilAsync("Paused [build: Running (a=Succeeded, b=Pending)]");
        await trial.CrashAndRestartAsync(_ => { });
        await trial.Host.AdvanceAsync(TimeSpan.FromHours(10));
        Assert.Equal(ExecutionStatus.Paused, (await trial.Execution.GetAsync()).Status);
        await trial.UnpauseAsync();
        await trial.Host.AdvanceAsync(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        Assert.Equal(ExecutionStatus.Running, (await trial.Execution.GetAsync()).Status);

        await trial.Host.AdvanceAsync(TimeSpan.FromTicks(1));

        Assert.Equal(ExecutionStatus.Invalidated, (await trial.Execution.GetAsync()).Status);
    });

    private static async Task EndHostAsync(Trial trial, bool crash)
    {
        await (crash ? trial.Host.CrashAsync() : trial.Host.StopAsync());
        await trial.RestartAsync();
    }
}
