using Microsoft.Extensions.DependencyInjection;
using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>A host that ends while an action, or the stage, is being ended: what was in flight is lost, and the command settles.</summary>
public sealed class ActionStopCrashTests
{
    public static TheoryData<StopMode, bool> Endings { get; } = new() { { StopMode.Wait, true }, { StopMode.Wait, false }, { StopMode.Cancel, true }, { StopMode.Cancel, false } };

    [Theory]
    [MemberData(nameof(Endings))]
    public Task An_aborted_action_is_abandoned(StopMode mode, bool crashes) => RunAsync(async trial =>
    {
        Receipt receipt = await trial.AbortAsync("a", mode);

        await EndAsync(trial, crashes, mode, "a");

        await trial.Gate("b").ReachedAsync(2).WithinAsync(trial.Host.Describe);
        await trial.IsAsync("Running [build: Running (a=Abandoned, b=Running, c=Pending)]");
        ActionSnapshot action = await trial.ActionAsync("a");
        Assert.Equal((ReasonCode.HostEnded, receipt.CommandId), (action.Reason, action.CommandId));
        Assert.Equal(["build/a"], (await SettledAsync(trial, receipt)).Abandoned);
        Assert.DoesNotContain((await trial.Execution.GetAsync()).Orphans, orphan => orphan.IsRunning);
        trial.Open("a", "b");
        await trial.ClosesAsync("Failed [build: Failed (a=Abandoned, b=Succeeded, c=NotRun)]");
        Assert.Equal(1, trial.Gate("a").Arrivals);
    });

    [Theory]
    [MemberData(nameof(Endings))]
    public Task A_marked_action_is_failed(StopMode mode, bool crashes) => RunAsync(async trial =>
    {
        Receipt receipt = await trial.MarkAsync("a", mode);

        await EndAsync(trial, crashes, mode, "a");

        await trial.Gate("b").ReachedAsync(2).WithinAsync(trial.Host.Describe);
        await trial.IsAsync("Running [build: Running (a=Failed, b=Running, c=Pending)]");
        Assert.Equal(ReasonCode.MarkedFailed, (await trial.ActionAsync("a")).Reason);
        Assert.Equal(["build/a"], (await SettledAsync(trial, receipt)).Cancelled);
        Assert.Contains(await trial.EventsAsync<AttemptLost>(), lost => lost.Action == "a");
    });

    [Theory]
    [MemberData(nameof(Endings))]
    public Task A_marked_stage_is_failed_and_its_strategy_runs_after_the_restart(StopMode mode, bool crashes) => RunAsync(
        async trial =>
        {
            Receipt receipt = await trial.MarkAsync(mode: mode);

            await EndAsync(trial, crashes, mode, "a", "b");

            await trial.ClosesAsync("Failed [build: Failed (a=Failed, b=Failed, c=NotRun)]");
            Assert.Single(await trial.EventsAsync<StageRollingBack>());
            Assert.Equal(["build/a", "build/b"], (await SettledAsync(trial, receipt)).Cancelled);
            Assert.Equal(2, (await trial.EventsAsync<AttemptLost>()).Count);
        },
        setup => setup.Stages["build"] = stage => stage.OnFailure(FailureStrategy.RollbackStage));

    [Theory]
    [InlineData(StopMode.Wait)]
    [InlineData(StopMode.Cancel)]
    public Task A_stop_over_a_mark_is_what_counts_after_the_restart(StopMode mode) => RunAsync(
        async trial =>
        {
            await trial.MarkAsync(mode: StopMode.Wait);
            await trial.StopAsync(mode);

            await trial.CrashAndRestartAsync();

            await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
            Assert.StartsWith("Stopped [build: Stopped ", (await trial.Execution.GetAsync()).Describe(), StringComparison.Ordinal);
            Assert.Empty(await trial.EventsAsync<StageRollingBack>());
        },
        setup => setup.Stages["build"] = stage => stage.OnFailure(FailureStrategy.RollbackStage));

    [Fact]
    public Task What_was_abandoned_stays_so_and_its_orphan_is_gone() => RunAsync(async trial =>
    {
        await trial.MarkAsync("a", StopMode.Abandon);
        Assert.True(Assert.Single((await trial.Execution.GetAsync()).Orphans).IsRunning);

        await trial.CrashAndRestartAsync();

        await trial.Gate("b").ReachedAsync(2).WithinAsync(trial.Host.Describe);
        await trial.IsAsync("Running [build: Running (a=Failed, b=Running, c=Pending)]");
        Assert.False(Assert.Single((await trial.Execution.GetAsync()).Orphans).IsRunning);
    });

    [Fact]
    public async Task A_crash_right_behind_the_commit_of_an_abort_loses_nothing()
    {
        await using HeldStore store = new();
        Guid id = Guid.NewGuid();
        await RunAsync(
            async trial =>
            {
                Task<Receipt>? abort = null;
                await store.HoldAsync(() => abort = trial.As("ada").AbortActionAsync(new AbortActionRequest("build", "a") { CommandId = id }));
                await trial.Host.CrashAsync();
                store.Release();
                Receipt before = await abort!.WithinAsync(trial.Host.Describe);
                OrchestrationException ended = await Assert.ThrowsAsync<OrchestrationException>(() => before.SettledAsync().WithinAsync(trial.Host.Describe));
                Assert.Equal(ErrorCode.HostStopped, ended.Code);
                await trial.RestartAsync();

                Receipt receipt = (await trial.Orchestrator.FindReceiptAsync(id))!;
                Assert.Equal(("ada", "build", "a"), (receipt.Command.Actor, receipt.Command.Stage, receipt.Command.Action));
                Assert.Equal(["build/a"], (await trial.SettlesAsync(receipt)).Abandoned);
            },
            setup => setup.OpenStore = () => store);
    }

    [Fact]
    public Task A_forgiven_abort_stays_forgiven() => RunAsync(
        async trial =>
        {
            await trial.AbortAsync("a", StopMode.Abandon);
            await trial.CrashAndRestartAsync();
            Assert.True((await trial.ActionAsync("a")).IsForgiven);
            trial.Open("b", "c");
            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Abandoned, b=Succeeded, c=Succeeded)]");
        },
        setup => setup.OnFailure("a", FailureStrategy.Ignore));

    [Theory]
    [InlineData(AbortResolution.Strategy)]
    [InlineData(AbortResolution.Failed)]
    public Task What_a_shutdown_has_cut_off_while_it_waited_is_lost_and_not_the_end_that_was_waited_for(AbortResolution resolution) => RunAsync(async trial =>
    {
        await trial.AbortAsync("a", StopMode.Wait, resolution);

        Task stopped = trial.Host.Services.GetRequiredService<IOrchestrationEngine>().StopAsync();
        await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(30));
        await stopped.WithinAsync(trial.Host.Describe);
        await trial.Host.StopAsync();
        await trial.RestartAsync();

        await trial.Gate("b").ReachedAsync(2).WithinAsync(trial.Host.Describe);
        Assert.Contains(await trial.EventsAsync<AttemptLost>(), lost => lost.Action == "a");
        Assert.Equal(resolution == AbortResolution.Failed ? ActionStatus.Failed : ActionStatus.Abandoned, (await trial.ActionAsync("a")).Status);
    });

    /// <summary>Ends the host once the code that is signalled has seen that.</summary>
    private static async Task EndAsync(Trial trial, bool crashes, StopMode mode, params string[] ending)
    {
        await trial.ReachedAsync(mode == StopMode.Cancel ? [.. ending.Select(name => name + " deaf")] : []);
        if (crashes)
        {
            await trial.CrashAndRestartAsync();
            return;
        }

        await trial.Host.StopAsync();
        await trial.RestartAsync();
    }

    private static async Task<Settlement> SettledAsync(Trial trial, Receipt receipt) =>
        await trial.SettlesAsync((await trial.Orchestrator.FindReceiptAsync(receipt.CommandId))!);

    /// <summary>While it waits the code leaves when the host shuts down; once signalled it does not look at its token any more.</summary>
    private static Task RunAsync(Func<Trial, Task> body, Action<TrialSetup>? more = null)
    {
        TrialSetup setup = ActionStops.Setup("a");
        foreach (string name in (string[])["a", "b"])
        {
            setup.Code[name] = (trial, context, token) => trial.Gate(name).PassAsync(token).ContinueWith(
                passed => context.StopReason?.Kind == StopReasonKind.HostShutdown || passed.IsCompletedSuccessfully
                    ? passed
                    : trial.Gate(name + " deaf").PassAsync(CancellationToken.None),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default).Unwrap();
        }

        more?.Invoke(setup);
        return Trial.RunAsync("build: a b, c", setup, async trial =>
        {
            await trial.ReachedAsync("a", "b");
            await body(trial);
        });
    }
}
