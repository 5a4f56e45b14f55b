using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>The strategy that aborts: an intent by the engine, once the group is done.</summary>
public sealed class AbortStrategyTests
{
    private const string Sketch = "build: a b, c; deploy: d";

    [Fact]
    public Task The_siblings_run_to_their_end_and_then_the_execution_is_aborted() => Trial.RunAsync(Sketch, Aborting("a"), async trial =>
    {
        await trial.ReachedAsync("a", "b");
        trial.Fail("a");
        await trial.UntilAsync("Running [build: Running (a=Failed, b=Running, c=Pending); deploy: Pending (d=Pending)]");
        trial.Open("b");

        await trial.ClosesAsync("Aborted [build: Aborted (a=Failed, b=Succeeded, c=NotRun); deploy: NotRun (d=NotRun)]");
        ExecutionSnapshot snapshot = await trial.Execution.GetAsync();
        Assert.Equal((ReasonCode.AbortedByStrategy, null), (snapshot.Summary.ClosedReason, snapshot.Summary.ClosedBy));
        Assert.Equal((ReasonCode.AbortedByStrategy, null), (snapshot["build"].Reason, snapshot["build"].CommandId));
        StopDecided decided = Assert.Single(await trial.EventsAsync<StopDecided>());
        ExecutionClosed closed = Assert.Single(await trial.EventsAsync<ExecutionClosed>());
        Assert.True(decided.Sequence < closed.Sequence);
    });

    [Fact]
    public Task It_is_stronger_than_any_rollback_and_prevents_it()
    {
        TrialSetup setup = Aborting("a").OnFailure("b", FailureStrategy.RollbackPipeline);
        return Trial.RunAsync(Sketch, setup, async trial =>
        {
            trial.Fail("b");
            trial.Fail("a");
            await trial.ClosesAsync("Aborted [build: Aborted (a=Failed, b=Failed, c=NotRun); deploy: NotRun (d=NotRun)]");
            Assert.Empty(await trial.EventsAsync<StageRollingBack>());
        });
    }

    [Fact]
    public Task A_retry_of_the_stage_takes_the_failure_back() => Trial.RunAsync(Sketch, Aborting("a"), async trial =>
    {
        await trial.ReachedAsync("a", "b");
        trial.Fail("a");
        await trial.UntilAsync("Running [build: Running (a=Failed, b=Running, c=Pending); deploy: Pending (d=Pending)]");
        trial.Open("a", "c", "d");
        await trial.Execution.RetryStageAsync("build").WithinAsync(trial.Host.Describe);
        trial.Open("b");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, b=Succeeded, c=Succeeded); deploy: Succeeded (d=Succeeded)]");
    });

    [Theory]
    [InlineData(FailureStrategyKind.RollbackStage)]
    [InlineData(FailureStrategyKind.RollbackPipeline)]
    [InlineData(FailureStrategyKind.Abort)]
    public Task CP_13_HA_26_A_stop_before_the_group_is_done_prevents_what_was_to_act(FailureStrategyKind kind)
    {
        FailureStrategy strategy = kind == FailureStrategyKind.Abort ? FailureStrategy.Abort
            : kind == FailureStrategyKind.RollbackStage ? FailureStrategy.RollbackStage : FailureStrategy.RollbackPipeline;
        TrialSetup setup = new TrialSetup().OnFailure("a", strategy);
        return Trial.RunAsync(Sketch, setup, async trial =>
        {
            await trial.ReachedAsync("a", "b");
            trial.Fail("a");
            await trial.UntilAsync("Running [build: Running (a=Failed, b=Running, c=Pending); deploy: Pending (d=Pending)]");
            await trial.StopAsync();
            trial.Open("b");
            await trial.ClosesAsync("Stopped [build: Stopped (a=Failed, b=Succeeded, c=NotRun); deploy: NotRun (d=NotRun)]");
            Assert.Empty(await trial.EventsAsync<StageRollingBack>());
            Assert.Empty(await trial.EventsAsync<StopDecided>());
        });
    }

    [Theory]
    [InlineData(FailureStrategyKind.Retry)]
    [InlineData(FailureStrategyKind.Intervene)]
    [InlineData(FailureStrategyKind.Ignore)]
    [InlineData(FailureStrategyKind.RollbackStage)]
    [InlineData(FailureStrategyKind.Abort)]
    public Task CP_13_HA_26_No_strategy_acts_on_a_failure_while_a_stop_drains(FailureStrategyKind kind)
    {
        FailureStrategy strategy = kind switch
        {
            FailureStrategyKind.Retry => FailureStrategy.Retry(3),
            FailureStrategyKind.Intervene => FailureStrategy.Intervene(TimeSpan.FromHours(1)),
            FailureStrategyKind.Ignore => FailureStrategy.Ignore,
            FailureStrategyKind.RollbackStage => FailureStrategy.RollbackStage,
            _ => FailureStrategy.Abort,
        };
        return Trial.RunAsync("build: a", new TrialSetup().OnFailure("a", strategy), async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.SendAsync(new AbortRequest());
            trial.Fail("a");
            await trial.ClosesAsync("Aborted [build: Aborted (a=Failed)]");
            Assert.Equal("a broke", (await trial.ActionAsync("a")).Failure?.Message);
        });
    }

    [Fact]
    public async Task A_crash_between_its_decision_and_its_effect_loses_nothing()
    {
        await using HeldStore store = new();
        TrialSetup setup = Aborting("a");
        setup.OpenStore = () => store;
        await Trial.RunAsync(Sketch, setup, async trial =>
        {
            await trial.ReachedAsync("a", "b");
            trial.Open("b");
            await trial.UntilAsync("Running [build: Running (a=Running, b=Succeeded, c=Pending); deploy: Pending (d=Pending)]");
            await store.HoldAsync(() => trial.Fail("a"));
            await trial.Host.CrashAsync();
            store.Release();
            await trial.RestartAsync();
            await trial.ClosesAsync("Aborted [build: Aborted (a=Failed, b=Succeeded, c=NotRun); deploy: NotRun (d=NotRun)]");
        });
    }

    [Fact]
    public Task The_aborted_execution_is_resumed_but_not_retried() => Trial.RunAsync(Sketch, Aborting("a"), async trial =>
    {
        trial.Open("b", "c", "d");
        trial.Fail("a");
        await trial.ClosesAsync("Aborted [build: Aborted (a=Failed, b=Succeeded, c=NotRun); deploy: NotRun (d=NotRun)]");
        await trial.RefusedAsync(ErrorCode.StageNotRetryable, execution => execution.RetryStageAsync("build"));
        trial.Open("a");
        await trial.ContinueAsync("build");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, b=Succeeded, c=Succeeded); deploy: Succeeded (d=Succeeded)]");
    });

    private static TrialSetup Aborting(string action) => new TrialSetup().OnFailure(action, FailureStrategy.Abort);
}
