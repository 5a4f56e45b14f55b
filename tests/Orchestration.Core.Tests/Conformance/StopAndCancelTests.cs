using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>A stop that cancels: the signal, the grace, and what becomes of results that come after it.</summary>
public sealed class StopAndCancelTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Fact]
    public Task An_action_that_returns_by_its_token_is_aborted_in_no_time() => Trial.RunAsync("build: a, b; deploy: c", async trial =>
    {
        await trial.ReachedAsync("a");
        DateTimeOffset before = trial.Host.Time.GetUtcNow();

        Receipt receipt = await trial.StopAsync(StopMode.Cancel);

        await trial.ClosesAsync("Stopped [build: Stopped (a=Aborted, b=NotRun); deploy: NotRun (c=NotRun)]");
        ExecutionSnapshot snapshot = await trial.Execution.GetAsync();
        Assert.Equal(before, snapshot.Summary.ClosedAt);
        Assert.Equal((ReasonCode.StopRequested, receipt.CommandId), (snapshot["build"]["a"].Reason, snapshot["build"]["a"].CommandId));
        Assert.Null(snapshot["build"]["a"].Failure);
        Assert.Empty(snapshot.Orphans);
    });

    [Fact]
    public Task The_action_is_stopping_once_it_is_signalled() => Trial.RunAsync("build: a", Deaf("a"), async trial =>
    {
        await trial.ReachedAsync("a");

        await trial.StopAsync(StopMode.Cancel);

        await trial.IsAsync("Stopping [build: Stopping (a=Stopping)]");
    });

    [Theory]
    [InlineData(null, 30)]
    [InlineData(0, 0)]
    [InlineData(5, 5)]
    [InlineData(90_000, 90_000)]
    public Task What_has_not_returned_when_the_grace_ends_is_abandoned(int? grace, int seconds) => Trial.RunAsync("build: a b", Deaf("a"), async trial =>
    {
        await trial.ReachedAsync("a", "b");
        await trial.StopAsync(new StopRequest { Mode = StopMode.Cancel, Grace = grace is { } given ? TimeSpan.FromSeconds(given) : null });

        if (seconds > 0)
        {
            await trial.UntilAsync("Stopping [build: Stopping (a=Stopping, b=Aborted)]");
            await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(seconds) - Tick);
            await trial.IsAsync("Stopping [build: Stopping (a=Stopping, b=Aborted)]");
            await trial.Host.AdvanceAsync(Tick);
        }
        else
        {
            await trial.Host.AdvanceAsync(TimeSpan.Zero);
        }

        await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
        ActionSnapshot action = (await trial.Execution.GetAsync())["build"]["a"];
        Assert.Equal((ActionStatus.Abandoned, ReasonCode.GraceElapsed), (action.Status, action.Reason));
        Assert.True(Assert.Single((await trial.Execution.GetAsync()).Orphans, orphan => orphan.Action == "a").IsRunning);
    });

    [Fact]
    public async Task The_default_grace_is_an_option()
    {
        TrialSetup setup = Deaf("a");
        setup.Configure = builder => builder.Services.AddOrchestration(options => options.DefaultGrace = TimeSpan.FromSeconds(3));
        await Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.StopAsync(StopMode.Cancel);
            await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(3) - Tick);
            await trial.IsAsync("Stopping [build: Stopping (a=Stopping)]");

            await trial.Host.AdvanceAsync(Tick);

            await trial.IsAsync("Stopped [build: Stopped (a=Abandoned)]");
        });
    }

    [Fact]
    public Task A_normal_return_within_the_grace_is_still_aborted_and_nothing_goes_on() => Trial.RunAsync("build: a, b", Deaf("a"), async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.StopAsync(StopMode.Cancel);

        trial.Open("a", "b");

        await trial.ClosesAsync("Stopped [build: Stopped (a=Aborted, b=NotRun)]");
        Assert.Null((await trial.Execution.GetAsync())["build"]["a"].Output);
    });

    [Fact]
    public Task A_failure_within_the_grace_is_aborted_and_kept_for_diagnosis() => Trial.RunAsync("build: a", Deaf("a"), async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.StopAsync(StopMode.Cancel);

        trial.Fail("a");

        await trial.ClosesAsync("Stopped [build: Stopped (a=Aborted)]");
        Assert.Equal("a broke", (await trial.Execution.GetAsync())["build"]["a"].Failure?.Message);
    });

    [Fact]
    public Task A_result_after_the_grace_is_recorded_on_the_orphan() => Trial.RunAsync("build: a", Deaf("a"), async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.StopAsync(StopMode.Cancel);
        await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(30));
        await trial.IsAsync("Stopped [build: Stopped (a=Abandoned)]");

        trial.Fail("a");

        ExecutionSnapshot snapshot = await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
        Assert.Equal("a broke", Assert.Single(snapshot.Orphans).Failure?.Message);
        await trial.IsAsync("Stopped [build: Stopped (a=Abandoned)]");
    });

    [Fact]
    public Task A_deadline_turns_waiting_into_cancelling_and_the_grace_into_abandoning() => Trial.RunAsync("build: a b", Deaf("a"), async trial =>
    {
        await trial.ReachedAsync("a", "b");
        Receipt receipt = await trial.StopAsync(new StopRequest { Deadline = TimeSpan.FromMinutes(10), Grace = TimeSpan.FromMinutes(1) });

        await trial.Host.AdvanceAsync(TimeSpan.FromMinutes(10) - Tick);
        await trial.IsAsync("Stopping [build: Stopping (a=Running, b=Running)]");
        await trial.Host.AdvanceAsync(Tick);
        await trial.UntilAsync("Stopping [build: Stopping (a=Stopping, b=Aborted)]");
        await trial.Host.AdvanceAsync(TimeSpan.FromMinutes(1) - Tick);
        await trial.IsAsync("Stopping [build: Stopping (a=Stopping, b=Aborted)]");
        await trial.Host.AdvanceAsync(Tick);

        await trial.IsAsync("Stopped [build: Stopped (a=Abandoned, b=Aborted)]");
        Assert.Equal(StopMode.Cancel, Assert.Single(await trial.EventsAsync<StopEscalated>()).Mode);
        Settlement settlement = await receipt.SettledAsync();
        Assert.Equal(["build/b"], settlement.Cancelled);
        Assert.Equal(["build/a"], settlement.Abandoned);
    });

    [Fact]
    public Task A_deadline_of_zero_cancels_at_once() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");

        await trial.StopAsync(new StopRequest { Deadline = TimeSpan.Zero });
        await trial.Host.AdvanceAsync(TimeSpan.Zero);

        await trial.ClosesAsync("Stopped [build: Stopped (a=Aborted)]");
    });

    [Fact]
    public Task A_deadline_means_nothing_once_the_actions_have_ended() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.StopAsync(new StopRequest { Deadline = TimeSpan.FromMinutes(1) });
        trial.Open("a");
        await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded)]");
        long version = (await trial.Execution.GetAsync()).Version;

        await trial.Host.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(version, (await trial.Execution.GetAsync()).Version);
    });

    [Fact]
    public Task Times_that_mean_nothing_are_refused() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        StopRequest[] wrong =
        [
            new() { Mode = StopMode.Cancel, Grace = -Tick },
            new() { Deadline = -Tick },
            new() { Mode = StopMode.Cancel, Deadline = Tick },
            new() { Mode = StopMode.Abandon, Deadline = Tick },
            new() { Mode = (StopMode)7 },
            new() { OnDuplicate = (OnDuplicate)7 },
        ];
        foreach (StopRequest request in wrong)
        {
            await trial.RefusedAsync(ErrorCode.InvalidRequest, execution => execution.StopAsync(request));
        }
    });

    /// <summary>An action that does not look at its token.</summary>
    private static TrialSetup Deaf(string name)
    {
        TrialSetup setup = new();
        setup.Code[name] = (trial, _, _) => trial.Gate(name).PassIgnoringCancellationAsync();
        return setup;
    }
}
