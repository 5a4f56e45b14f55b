using Microsoft.Extensions.DependencyInjection;
using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>What fails while pausing: rollback and finalizers run, retries and siblings wait for the end of the pause.</summary>
public sealed class PauseFailureTests
{
    [Fact]
    public Task A_failure_while_pausing_rolls_back_and_runs_finalizers()
    {
        TrialSetup setup = Cleaning();
        setup.Settings["b"] = action => action.OnFailure(FailureStrategy.RollbackStage);
        return Trial.RunAsync("build: a, b, c", setup, async trial =>
        {
            trial.Open("a");
            await trial.ReachedAsync("b");
            await trial.PauseAsync();
            trial.Fail("b");
            await trial.ReachedAsync("undo");
            await trial.IsAsync("RollingBack [build: RollingBack (a=Succeeded, b=Failed, c=NotRun)]");
            trial.Open("undo");
            await trial.ReachedAsync("notify");
            await trial.IsAsync("Finalizing [build: Failed (a=Succeeded, b=Failed, c=NotRun)]");
            trial.Open("notify");
            await trial.ClosesAsync("Failed [build: Failed (a=Succeeded, b=Failed, c=NotRun)]");
            Assert.True((await trial.Execution.GetAsync())["build"]["a"].IsRolledBack);
        });
    }

    [Fact]
    public Task A_rejection_in_a_pause_rolls_back_and_runs_finalizers()
    {
        TrialSetup setup = Cleaning();
        setup.Approvals["qa"] = approval => approval.OnFailure(FailureStrategy.RollbackStage);
        return Trial.RunAsync("build: a, qa", setup, async trial =>
        {
            trial.Open("a");
            string token = await trial.TokenAsync("qa");
            await trial.PauseAsync();
            await trial.Execution.RejectAsync(token);
            await trial.ReachedAsync("undo");
            trial.Open("undo");
            await trial.ReachedAsync("notify");
            trial.Open("notify");
            await trial.ClosesAsync("Rejected [build: Rejected (a=Succeeded, qa=Rejected)]");
            Assert.True((await trial.Execution.GetAsync())["build"]["a"].IsRolledBack);
        });
    }

    [Fact]
    public Task The_last_action_while_pausing_is_followed_by_finalizers() => Trial.RunAsync("build: a", Cleaning(), async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.PauseAsync();
        trial.Open("a");
        await trial.ReachedAsync("notify");
        await trial.IsAsync("Finalizing [build: Succeeded (a=Succeeded)]");
        trial.Open("notify");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
    });

    [Fact]
    public Task A_retry_without_a_delay_waits_for_the_end_of_the_pause()
    {
        TrialSetup setup = new();
        setup.Settings["a"] = action => action.Retry(1);
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.PauseAsync();
            trial.Fail("a");
            await trial.UntilAsync("Paused [build: Running (a=Waiting)]");
            await trial.Host.AdvanceAsync(TimeSpan.FromDays(1));
            Assert.Equal(1, trial.Gate("a").Arrivals);

            trial.Open("a");
            await trial.UnpauseAsync();

            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
            Assert.Equal(2, trial.Gate("a").Arrivals);
        });
    }

    [Fact]
    public Task A_retry_whose_delay_is_over_before_the_pause_is_reached_waits_for_its_end()
    {
        TrialSetup setup = new();
        setup.Settings["a"] = action => action.Retry(1, Backoff.Fixed(TimeSpan.FromMinutes(1)));
        return Trial.RunAsync("build: a b", setup, async trial =>
        {
            await trial.ReachedAsync("a", "b");
            await trial.PauseAsync();
            trial.Fail("a");
            await trial.UntilAsync("Pausing [build: Running (a=Waiting, b=Running)]");
            await trial.Host.AdvanceAsync(TimeSpan.FromMinutes(2));
            Assert.Equal(1, trial.Gate("a").Arrivals);
            trial.Open("b");
            await trial.UntilAsync("Paused [build: Running (a=Waiting, b=Succeeded)]");
            trial.Open("a");

            await trial.UnpauseAsync();

            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, b=Succeeded)]");
        });
    }

    [Fact]
    public Task An_intervention_is_asked_for_while_pausing()
    {
        TrialSetup setup = new();
        setup.Settings["a"] = action => action.OnFailure(FailureStrategy.Intervene(TimeSpan.FromHours(1)));
        return Trial.RunAsync("build: a, b", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.PauseAsync();
            trial.Fail("a");
            await trial.UntilAsync("Paused [build: Running (a=Waiting, b=Pending)]");
            Assert.NotNull((await trial.Execution.GetAsync())["build"]["a"].Intervention);
            await trial.Execution.InterveneAsync("build", "a", Intervention.Succeed);
            trial.Open("b");

            await trial.UnpauseAsync();

            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, b=Succeeded)]");
        });
    }

    [Fact]
    public Task The_siblings_of_a_failure_are_not_started_in_the_pause_and_run_after_it()
    {
        TrialSetup setup = new() { MaxParallel = 1 };
        return Trial.RunAsync("build: a b, c", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.PauseAsync();
            trial.Fail("a");
            await trial.UntilAsync("Paused [build: Running (a=Failed, b=Pending, c=Pending)]");

            trial.Open("b");
            await trial.UnpauseAsync();

            await trial.ClosesAsync("Failed [build: Failed (a=Failed, b=Succeeded, c=NotRun)]");
        });
    }

    [Fact]
    public Task An_abort_by_strategy_needs_no_end_of_the_pause()
    {
        TrialSetup setup = new();
        setup.Settings["a"] = action => action.OnFailure(FailureStrategy.Abort);
        return Trial.RunAsync("build: a, b", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.PauseAsync();
            trial.Fail("a");
            await trial.ClosesAsync("Aborted [build: Aborted (a=Failed, b=NotRun)]");
        });
    }

    /// <summary>A finalizer, and an action that can be undone, each behind a gate.</summary>
    private static TrialSetup Cleaning()
    {
        TrialSetup setup = new() { Define = define => define.Finally("notify", (context, token) => PassAsync(context.Services, "notify", token)) };
        setup.Settings["a"] = action => action.OnRollback((context, token) => PassAsync(context.Services, "undo", token));
        return setup;
    }

    private static Task PassAsync(IServiceProvider services, string gate, CancellationToken cancellationToken) =>
        services.GetRequiredService<GateSet>()[gate].PassAsync(cancellationToken);
}
