using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>A stop is two commits; a crash between them, or at any other time, is an ordinary case.</summary>
public sealed class CrashDuringStopTests
{
    public static TheoryData<StopMode> Modes { get; } = [.. Enum.GetValues<StopMode>()];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_crash_between_the_two_commits_of_a_stop_loses_nothing(StopMode mode)
    {
        await using HeldStore store = new();
        Guid id = Guid.NewGuid();
        await Trial.RunAsync("build: a b, c; deploy: d", new TrialSetup { OpenStore = () => store }, async trial =>
        {
            await trial.ReachedAsync("a", "b");
            Task<Receipt>? stop = null;
            await store.HoldAsync(() => stop = trial.As("ada").StopAsync(new StopRequest { Mode = mode, CommandId = id, Reason = "wrong tag" }));

            await trial.Host.CrashAsync();
            store.Release();
            Receipt before = await stop!.WithinAsync(trial.Host.Describe);
            OrchestrationException ended = await Assert.ThrowsAsync<OrchestrationException>(() => before.SettledAsync().WithinAsync(trial.Host.Describe));
            Assert.Equal(ErrorCode.HostStopped, ended.Code);
            await trial.RestartAsync();

            await trial.ClosesAsync("Stopped [build: Stopped (a=Abandoned, b=Abandoned, c=NotRun); deploy: NotRun (d=NotRun)]");
            ExecutionSnapshot snapshot = await trial.Execution.GetAsync();
            Assert.Equal((ReasonCode.HostEnded, id), (snapshot["build"]["a"].Reason, snapshot["build"]["a"].CommandId));
            Assert.Equal(("ada", "wrong tag"), (snapshot.Summary.ClosedBy, snapshot.Summary.ClosedText));
            Assert.Equal(2, (await trial.EventsAsync<AttemptLost>()).Count);
            Receipt receipt = (await trial.Orchestrator.FindReceiptAsync(id))!;
            Assert.Equal(["build/a", "build/b"], (await receipt.SettledAsync().WithinAsync(trial.Host.Describe)).Abandoned);
        });
    }

    [Theory]
    [InlineData(StopMode.Wait)]
    [InlineData(StopMode.Cancel)]
    public async Task A_crash_while_a_stop_drains_abandons_what_was_in_flight(StopMode mode)
    {
        TrialSetup setup = new();
        setup.Code["a"] = (trial, _, _) => trial.Gate("a").PassIgnoringCancellationAsync();
        await Trial.RunAsync("build: a, b", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.StopAsync(mode);

            await trial.CrashAndRestartAsync();

            await trial.IsAsync("Stopped [build: Stopped (a=Abandoned, b=NotRun)]");
            Assert.Equal(1, trial.Gate("a").Arrivals);
            Assert.DoesNotContain((await trial.Execution.GetAsync()).Orphans, orphan => orphan.IsRunning);
        });
    }

    [Fact]
    public Task Without_a_stop_a_crash_runs_the_action_again() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.CrashAndRestartAsync();
        await trial.Gate("a").ReachedAsync(2).WithinAsync(trial.Host.Describe);

        await trial.StopAsync();
        trial.Open("a");

        await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded)]");
        Assert.Equal(2, (await trial.Execution.GetAsync())["build"]["a"].Attempt);
    });

    [Fact]
    public Task A_crash_after_the_close_changes_nothing() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.StopAsync(StopMode.Abandon);
        await trial.IsAsync("Stopped [build: Stopped (a=Abandoned)]");
        long version = (await trial.Execution.GetAsync()).Version;

        await trial.CrashAndRestartAsync();

        ExecutionSnapshot snapshot = await trial.Execution.GetAsync();
        Assert.Equal(version, snapshot.Version);
        Assert.False(Assert.Single(snapshot.Orphans).IsRunning);
        Assert.Equal(version, (await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe)).Version);
    });

    [Fact]
    public Task A_stopped_host_keeps_the_stop_and_goes_on_with_it() => Trial.RunAsync("build: a, b", async trial =>
    {
        await trial.ReachedAsync("a");
        Receipt receipt = await trial.StopAsync();

        await trial.Host.StopAsync();
        await trial.RestartAsync();

        await trial.IsAsync("Stopped [build: Stopped (a=Abandoned, b=NotRun)]");
        Assert.NotNull((await trial.Orchestrator.FindReceiptAsync(receipt.CommandId))!.Command.SettledAt);
    });
}
