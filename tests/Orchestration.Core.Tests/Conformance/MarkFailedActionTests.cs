using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>The mark of one action as failed: a failure that is not retried, for the action's own strategy.</summary>
public sealed class MarkFailedActionTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public Task It_needs_no_declaration_and_its_siblings_run_on() => Trial.RunAsync("build: a b, c", ActionStops.Setup(), async trial =>
    {
        await trial.ReachedAsync("a", "b");
        Receipt receipt = await trial.MarkAsync("a", reason: "hangs");
        await trial.UntilAsync("Running [build: Running (a=Failed, b=Running, c=Pending)]");
        Assert.Equal(["build/a"], (await trial.SettlesAsync(receipt)).Cancelled);
        Assert.Equal(
            (Verb.MarkFailed, "build", "a", "hangs"),
            (receipt.Command.Verb, receipt.Command.Stage, receipt.Command.Action, receipt.Command.Reason));
        trial.Open("b");

        await trial.ClosesAsync("Failed [build: Failed (a=Failed, b=Succeeded, c=NotRun)]");
        ExecutionSnapshot snapshot = await trial.Execution.GetAsync();
        Assert.Equal((ReasonCode.MarkedFailed, receipt.CommandId), (snapshot["build"]["a"].Reason, snapshot["build"]["a"].CommandId));
        Assert.Equal(("anonymous marked it as failed: hangs", true), (snapshot["build"]["a"].Failure?.Message, snapshot["build"]["a"].Failure?.IsNonRetryable));
        Assert.Equal((ReasonCode.MarkedFailed, receipt.CommandId), (snapshot["build"].Reason, snapshot["build"].CommandId));
    });

    [Theory]
    [InlineData(FailureStrategyKind.Ignore, "Succeeded [build: Succeeded (a=Ignored, b=Succeeded)]")]
    [InlineData(FailureStrategyKind.Succeed, "Succeeded [build: Succeeded (a=Succeeded, b=Succeeded)]")]
    [InlineData(FailureStrategyKind.Abort, "Aborted [build: Aborted (a=Failed, b=NotRun)]")]
    [InlineData(FailureStrategyKind.RollbackStage, "Failed [build: Failed (a=Failed, b=NotRun)]")]
    [InlineData(FailureStrategyKind.Fail, "Failed [build: Failed (a=Failed, b=NotRun)]")]
    public Task It_skips_retries_and_interventions_and_goes_straight_to_what_follows(FailureStrategyKind kind, string end)
    {
        FailureStrategy last = kind switch
        {
            FailureStrategyKind.Ignore => FailureStrategy.Ignore,
            FailureStrategyKind.Succeed => FailureStrategy.Succeed,
            FailureStrategyKind.Abort => FailureStrategy.Abort,
            FailureStrategyKind.RollbackStage => FailureStrategy.RollbackStage,
            _ => FailureStrategy.Fail,
        };
        TrialSetup setup = ActionStops.Setup().OnFailure("a", FailureStrategy.Retry(3, then: FailureStrategy.Intervene(Hour, last)));
        return Trial.RunAsync("build: a, b", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            trial.Open("b");
            await trial.MarkAsync("a");
            await trial.ClosesAsync(end);
            Assert.Empty(await trial.EventsAsync<InterventionRequested>());
            Assert.Equal(1, trial.Gate("a").Arrivals);
            Assert.Equal(kind == FailureStrategyKind.RollbackStage ? 1 : 0, (await trial.EventsAsync<StageRollingBack>()).Count);
        });
    }

    [Theory]
    [InlineData(StopMode.Wait)]
    [InlineData(StopMode.Cancel)]
    [InlineData(StopMode.Abandon)]
    public Task A_retry_delay_and_an_intervention_end_at_once(StopMode mode)
    {
        TrialSetup setup = ActionStops.Setup()
            .OnFailure("a", FailureStrategy.Retry(3, Backoff.Fixed(Hour)))
            .OnFailure("b", FailureStrategy.Intervene(Hour));
        return Trial.RunAsync("build: a b c", setup, async trial =>
        {
            trial.Fail("a");
            trial.Fail("b");
            await trial.UntilAsync("Running [build: Running (a=Waiting, b=Waiting, c=Running)]");
            await trial.MarkAsync("a", mode);
            await trial.MarkAsync("b", mode);
            await trial.IsAsync("Running [build: Running (a=Failed, b=Failed, c=Running)]");
            Assert.Equal(ReasonCode.MarkedFailed, (await trial.ActionAsync("b")).Reason);
            Assert.Empty((await trial.Execution.GetAsync()).Orphans);
            await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.InterveneAsync("build", "b", Intervention.Ignore));
            await trial.Host.AdvanceAsync(2 * Hour);
            await trial.IsAsync("Running [build: Running (a=Failed, b=Failed, c=Running)]");
        });
    }

    [Theory]
    [InlineData(StopMode.Cancel)]
    [InlineData(StopMode.Abandon)]
    public async Task A_pending_approval_is_withdrawn(StopMode mode)
    {
        TrialSetup setup = ActionStops.Setup();
        setup.Approvals["a"] = null;
        await Trial.RunAsync("build: a b", setup, async trial =>
        {
            string token = await trial.TokenAsync("a");
            await trial.MarkAsync("a", mode);
            await trial.IsAsync("Running [build: Running (a=Failed, b=Running)]");
            await trial.RefusedAsync(ErrorCode.ApprovalClosed, execution => execution.ApproveAsync(token));
        });
    }

    [Fact]
    public Task A_failure_of_the_code_under_a_mark_that_waits_is_not_retried() =>
        Trial.RunAsync("build: a b", ActionStops.Setup().OnFailure("a", FailureStrategy.Retry(3)), async trial =>
        {
            await trial.ReachedAsync("a", "b");
            await trial.MarkAsync("a", StopMode.Wait, "hangs");
            trial.Fail("a");
            await trial.UntilAsync("Running [build: Running (a=Failed, b=Running)]");
            Assert.Equal(ReasonCode.MarkedFailed, (await trial.ActionAsync("a")).Reason);
            Assert.Equal(1, trial.Gate("a").Arrivals);
        });
}
