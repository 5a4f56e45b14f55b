using Microsoft.Extensions.DependencyInjection;
using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Limits of stages and pipelines beside stops, rollback and finalizers.</summary>
public sealed class LimitStopTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(true, Verb.Stop)]
    [InlineData(false, Verb.Stop)]
    [InlineData(true, Verb.Abort)]
    [InlineData(false, Verb.Abort)]
    public Task Over_a_waiting_stop_an_expiry_cancels_and_the_stop_decides_the_outcome(bool ofStage, Verb verb) =>
        Trial.RunAsync("build: a, b", LimitTests.With(ofStage), async trial =>
        {
            await trial.ReachedAsync("a");
            Receipt receipt = await (verb == Verb.Stop ? trial.Execution.StopAsync() : trial.Execution.AbortAsync());
            await receipt.EffectiveAsync();
            await trial.Host.AdvanceAsync(Hour - Moment);
            await trial.IsAsync("Stopping [build: Stopping (a=Running, b=NotRun)]");

            await trial.Host.AdvanceAsync(Moment);

            string closed = verb == Verb.Stop ? "Stopped" : "Aborted";
            await trial.ClosesAsync($"{closed} [build: {closed} (a=Aborted, b=NotRun)]");
            ExecutionSnapshot end = await trial.Execution.GetAsync();
            Assert.Equal(verb == Verb.Stop ? ReasonCode.StopRequested : ReasonCode.AbortRequested, end.Summary.ClosedReason);
            Assert.NotNull((await trial.CommandAsync(receipt.CommandId)).SettledAt);
        });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Over_a_waiting_stop_an_expiry_withdraws_the_approval_that_it_left_open(bool ofStage)
    {
        TrialSetup setup = LimitTests.With(ofStage);
        setup.Approvals["qa"] = null;
        return Trial.RunAsync("build: qa, b", setup, async trial =>
        {
            await trial.TokenAsync("qa");
            await trial.StopAsync();
            await trial.Host.AdvanceAsync(Hour);
            await trial.ClosesAsync("Stopped [build: Stopped (qa=Aborted, b=NotRun)]");
        });
    }

    [Theory]
    [InlineData(true, StopMode.Wait)]
    [InlineData(false, StopMode.Wait)]
    [InlineData(true, StopMode.Cancel)]
    [InlineData(false, StopMode.Abandon)]
    public Task A_stop_over_an_expiry_decides_the_outcome(bool ofStage, StopMode mode) =>
        Trial.RunAsync("build: a, b", Deaf(LimitTests.With(ofStage)), async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.Host.AdvanceAsync(Hour);
            await trial.IsAsync("Stopping [build: Stopping (a=Stopping, b=NotRun)]");
            await trial.StopAsync(mode);
            if (mode != StopMode.Abandon)
            {
                await trial.Host.AdvanceAsync(Grace - Moment);
                await trial.IsAsync("Stopping [build: Stopping (a=Stopping, b=NotRun)]");
                await trial.Host.AdvanceAsync(Moment);
            }

            await trial.IsAsync("Stopped [build: Stopped (a=Abandoned, b=NotRun)]");
            Assert.Equal(ReasonCode.StopRequested, (await trial.Execution.GetAsync()).Summary.ClosedReason);
        });

    [Fact]
    public Task A_stage_may_be_aborted_while_it_expires() => Trial.RunAsync("build: a, b", Deaf(LimitTests.With(ofStage: true)), async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.Host.AdvanceAsync(Hour);
        await trial.Execution.AbortStageAsync("build");
        trial.Open("a");
        await trial.ClosesAsync("Aborted [build: Aborted (a=Aborted, b=NotRun)]");
    });

    [Fact]
    public Task While_it_expires_it_is_neither_paused_nor_retried() => Trial.RunAsync("build: a, b", Deaf(LimitTests.With(ofStage: true)), async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.Host.AdvanceAsync(Hour);
        await trial.RefusedAsync(ErrorCode.AlreadyStopping, execution => execution.PauseAsync());
        await trial.RefusedAsync(ErrorCode.StageNotRetryable, execution => execution.RetryStageAsync("build"));
        trial.Open("a");
        await trial.ClosesAsync("Expired [build: Expired (a=Expired, b=NotRun)]");
    });

    [Theory]
    [InlineData(Verb.Abort, "Expired [build: Expired (a=Aborted)]")]
    [InlineData(Verb.MarkFailed, "Expired [build: Failed (a=Failed)]")]
    public Task What_an_action_or_a_stage_was_asked_to_end_for_outweighs_an_expiry(Verb verb, string end)
    {
        TrialSetup setup = ActionStops.Setup();
        setup.Define = define => define.ExpiresAfter(Hour);
        setup.Settings["a"] = action => action.Abortable();
        setup.Code["a"] = (trial, _, _) => trial.Gate("a").PassIgnoringCancellationAsync();
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await (verb == Verb.Abort
                ? trial.Execution.AbortActionAsync(new AbortActionRequest("build", "a") { Grace = 2 * Hour })
                : trial.Execution.MarkFailedAsync(new MarkFailedRequest("build") { Grace = 2 * Hour }));
            await trial.Host.AdvanceAsync(Hour);
            Assert.Equal(ExecutionStatus.Stopping, (await trial.Execution.GetAsync()).Status);
            trial.Open("a");
            await trial.ClosesAsync(end);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task The_clocks_end_when_rollback_begins(bool ofStage)
    {
        TrialSetup setup = LimitTests.With(ofStage);
        setup.Settings["a"] = action => action.OnRollback((context, token) => PassAsync(context.Services, "undo", token)).RollbackDeadlineAfter(10 * Hour);
        setup.Settings["b"] = action => action.OnFailure(FailureStrategy.RollbackStage);
        return Trial.RunAsync("build: a, b", setup, async trial =>
        {
            trial.Open("a");
            trial.Fail("b");
            await trial.ReachedAsync("undo");
            await trial.Host.AdvanceAsync(9 * Hour);
            await trial.IsAsync("RollingBack [build: RollingBack (a=Succeeded, b=Failed)]");
            trial.Open("undo");
            await trial.ClosesAsync("Failed [build: Failed (a=Succeeded, b=Failed)]");
            Assert.True((await trial.Execution.GetAsync())["build"]["a"].IsRolledBack);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task The_clocks_end_when_finalizing_begins(bool ofStage)
    {
        TrialSetup setup = LimitTests.With(ofStage);
        Action<PipelineBuilder>? before = setup.Define;
        setup.Define = define =>
        {
            before?.Invoke(define);
            define.Finally("notify", (context, token) => PassAsync(context.Services, "notify", token), notify => notify.DeadlineAfter(10 * Hour));
        };
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            trial.Open("a");
            await trial.ReachedAsync("notify");
            await trial.Host.AdvanceAsync(9 * Hour);
            await trial.IsAsync("Finalizing [build: Succeeded (a=Succeeded)]");
            trial.Open("notify");
            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task An_expiry_that_was_decided_goes_on_after_a_crash(bool ofStage) => Trial.RunAsync("build: a, b", Deaf(LimitTests.With(ofStage)), async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.Host.AdvanceAsync(Hour);
        await trial.IsAsync("Stopping [build: Stopping (a=Stopping, b=NotRun)]");
        await trial.CrashAndRestartAsync();
        await trial.IsAsync("Expired [build: Expired (a=Abandoned, b=NotRun)]");
        Assert.Equal(1, trial.Gate("a").Arrivals);
    });

    private static TrialSetup Deaf(TrialSetup setup)
    {
        setup.Code["a"] = (trial, _, _) => trial.Gate("a").PassIgnoringCancellationAsync();
        return setup;
    }

    private static Task PassAsync(IServiceProvider services, string gate, CancellationToken cancellationToken) =>
        services.GetRequiredService<GateSet>()[gate].PassAsync(cancellationToken);
}
