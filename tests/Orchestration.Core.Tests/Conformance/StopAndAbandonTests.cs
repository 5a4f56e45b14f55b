using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>CodePipeline's stop and abandon.</summary>
public sealed class StopAndAbandonTests
{
    [Fact]
    public Task CP_17_Everything_in_flight_is_abandoned_at_once() => Trial.RunAsync("build: a b, c", async trial =>
    {
        await trial.ReachedAsync("a", "b");

        Receipt receipt = await trial.StopAsync(StopMode.Abandon);

        Assert.Equal(ExecutionStatus.Stopping, receipt.Status);
        await trial.IsAsync("Stopped [build: Stopped (a=Abandoned, b=Abandoned, c=NotRun)]");
        Assert.Single(await trial.EventsAsync<StopRequested>());
        Assert.Single(await trial.EventsAsync<StageStopping>());
        ExecutionSnapshot snapshot = await trial.Execution.GetAsync();
        Assert.Equal(["a", "b"], snapshot.Orphans.Select(orphan => orphan.Action));
        Assert.All(snapshot.Orphans, orphan => Assert.True(orphan.IsRunning));
    });

    [Fact]
    public Task CP_18_It_is_accepted_while_a_stop_waits() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        Receipt first = await trial.StopAsync();

        Receipt second = await trial.StopAsync(StopMode.Abandon);

        await trial.IsAsync("Stopped [build: Stopped (a=Abandoned)]");
        Assert.NotEqual(first.CommandId, second.CommandId);
        Assert.Equal(["build/a"], (await first.SettledAsync()).Abandoned);
    });

    [Fact]
    public async Task CP_19_A_second_one_is_refused_before_the_first_has_settled()
    {
        await using HeldStore store = new();
        await Trial.RunAsync("build: a b", new TrialSetup { OpenStore = () => store }, async trial =>
        {
            await trial.ReachedAsync("a", "b");
            await store.HoldAsync(() => trial.Open("b"));
            Task<Receipt> first = trial.Execution.StopAsync(StopMode.Abandon);
            Task<Receipt> second = trial.Execution.StopAsync(StopMode.Abandon);
            store.Release();

            Guid accepted = (await first).CommandId;

            OrchestrationException refusal = await Assert.ThrowsAsync<OrchestrationException>(() => second);
            Assert.Equal(ErrorCode.AlreadyStopping, refusal.Code);
            await trial.ClosesAsync("Stopped [build: Stopped (a=Abandoned, b=Succeeded)]");
            Assert.Equal(accepted, Assert.Single(await trial.EventsAsync<StopRequested>()).CommandId);
        });
    }

    [Fact]
    public async Task CP_21_A_late_result_changes_nothing_and_is_recorded_on_the_orphan()
    {
        ActionRef<string>? output = null;
        GateSet gates = new();
        Pipeline pipeline = Pipeline.Define("release", define => output = define.Stage("build").Action("a", async (_, token) =>
        {
            await gates["a"].PassAsync(token);
            return "artifact";
        }));
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
        await gates["a"].ReachedAsync().WithinAsync(host.Describe);
        Receipt receipt = await execution.StopAsync(StopMode.Abandon);
        await receipt.SettledAsync().WithinAsync(host.Describe);

        gates["a"].Open();
        ExecutionSnapshot snapshot = await execution.OrphansReturnedAsync().WithinAsync(host.Describe);

        Assert.NotNull(output);
        Assert.Equal("Stopped [build: Stopped (a=Abandoned)]", snapshot.Describe());
        Assert.Null(snapshot["build"]["a"].Output);
        Orphan orphan = Assert.Single(snapshot.Orphans);
        Assert.False(orphan.IsRunning);
        Assert.NotNull(orphan.ReturnedAt);
        Assert.Null(orphan.Failure);
        Assert.IsType<OrphanReturned>((await execution.EventsAsync())[^1]);
    }

    [Fact]
    public Task CP_21_A_late_failure_is_recorded_on_the_orphan_too() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.StopAsync(StopMode.Abandon);

        trial.Fail("a");

        ExecutionSnapshot snapshot = await trial.Execution.OrphansReturnedAsync().WithinAsync();
        Assert.Equal("a broke", Assert.Single(snapshot.Orphans).Failure?.Message);
        await trial.IsAsync("Stopped [build: Stopped (a=Abandoned)]");
    });

    [Fact]
    public async Task CP_24_Abandoned_work_is_not_signalled_but_told()
    {
        ActionContext? context = null;
        CancellationToken seen = default;
        TrialSetup setup = new();
        setup.Code["a"] = async (trial, given, token) =>
        {
            (context, seen) = (given, token);
            await trial.Gate("a").PassIgnoringCancellationAsync();
        };
        await Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("a");

            await trial.StopAsync(StopMode.Abandon);

            await trial.IsAsync("Stopped [build: Stopped (a=Abandoned)]");
            Assert.False(seen.IsCancellationRequested);
            Assert.True(context!.StopRequested.IsCancellationRequested);
            Assert.Equal(StopReasonKind.Stop, context.StopReason?.Kind);
        });
    }
}
