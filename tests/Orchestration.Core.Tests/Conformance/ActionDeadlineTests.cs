using Microsoft.Extensions.DependencyInjection;
using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>The time limit of all attempts of an action, backoff and interventions included.</summary>
public sealed class ActionDeadlineTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    [Fact]
    public Task FL_36_During_backoff_it_expires_at_once_and_no_retry_follows()
    {
        TrialSetup setup = With(action => action.Retry(100, Backoff.Fixed(Minute)).DeadlineAfter(2.5 * Minute));
        setup.Code["a"] = (_, _, _) => throw new InvalidOperationException("broke");
        return Trial.RunAsync("build: a, b", setup, async trial =>
        {
            await trial.UntilAsync("Running [build: Running (a=Waiting, b=Pending)]");
            await trial.Host.AdvanceAsync((2.5 * Minute) - Moment);
            await trial.IsAsync("Running [build: Running (a=Waiting, b=Pending)]");

            await trial.Host.AdvanceAsync(Moment);

            await trial.IsAsync("Expired [build: Expired (a=Expired, b=NotRun)]");
            Assert.Equal(3, (await trial.EventsAsync<ActionStarted>()).Count);
            ActionSnapshot action = (await trial.Execution.GetAsync())["build"]["a"];
            Assert.Equal((ReasonCode.TimeLimit, true), (action.Reason, action.Failure!.IsNonRetryable));
            Assert.Null(trial.Host.Time.NextTimer);
        });
    }

    [Fact]
    public Task A_running_attempt_is_signalled_and_not_repeated() => Trial.RunAsync("build: a", With(action => action.Retry(5).DeadlineAfter(Minute)), async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.Host.AdvanceAsync(Minute);
        await trial.ClosesAsync("Expired [build: Expired (a=Expired)]");
        Assert.Equal(1, trial.Gate("a").Arrivals);
        Assert.Empty((await trial.Execution.GetAsync()).Orphans);
    });

    [Fact]
    public Task Code_that_ignores_its_token_has_a_grace() => Trial.RunAsync("build: a", Deaf(With(action => action.Retry(5).DeadlineAfter(Minute))), async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.Host.AdvanceAsync(Minute + Grace - Moment);
        await trial.IsAsync("Running [build: Running (a=Stopping)]");
        await trial.Host.AdvanceAsync(Moment);
        await trial.IsAsync("Expired [build: Expired (a=Expired)]");
        Assert.True(Assert.Single((await trial.Execution.GetAsync()).Orphans).IsRunning);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task When_it_passes_in_the_grace_of_a_timed_out_attempt_no_retry_follows(bool returns) =>
        Trial.RunAsync("build: a", Deaf(With(action => action.Retry(5).TimeoutAfter(Minute).DeadlineAfter(Minute + (Grace / 2)))), async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.Host.AdvanceAsync(Minute + (Grace / 2));
            await trial.IsAsync("Running [build: Running (a=Stopping)]");
            if (returns)
            {
                trial.Open("a");
            }
            else
            {
                await trial.Host.AdvanceAsync((Grace / 2) - Moment);
                await trial.IsAsync("Running [build: Running (a=Stopping)]");
                await trial.Host.AdvanceAsync(Moment);
            }

            await trial.ClosesAsync("Expired [build: Expired (a=Expired)]");
            Assert.Single(await trial.EventsAsync<ActionStarted>());
            Assert.Equal(returns ? 0 : 1, (await trial.Execution.GetAsync()).Orphans.Count);
        });

    [Fact]
    public Task It_ends_the_waiting_for_an_intervention() =>
        Trial.RunAsync("build: a, b", With(action => action.OnFailure(FailureStrategy.Intervene(10 * Minute, FailureStrategy.Ignore)).DeadlineAfter(2 * Minute)), async trial =>
        {
            trial.Fail("a");
            await trial.UntilAsync("Running [build: Running (a=Waiting, b=Pending)]");
            await trial.Host.AdvanceAsync((2 * Minute) - Moment);
            await trial.IsAsync("Running [build: Running (a=Waiting, b=Pending)]");

            await trial.Host.AdvanceAsync(Moment);

            // A failure that can't be retried goes straight to what follows the intervention.
            trial.Open("b");
            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Ignored, b=Succeeded)]");
            await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.InterveneAsync("build", "a", Intervention.Retry));
        });

    [Fact]
    public Task It_counts_from_the_first_attempt_and_over_an_intervention_that_retries()
    {
        TrialSetup setup = With(action => action.OnFailure(FailureStrategy.Intervene(10 * Minute, FailureStrategy.Fail)).DeadlineAfter(3 * Minute));
        setup.Code["a"] = (trial, context, token) => context.AttemptNumber == 1
            ? throw new InvalidOperationException("broke")
            : trial.Gate("a").PassAsync(token);
        return Trial.RunAsync("build: z, a", setup, async trial =>
        {
            await trial.ReachedAsync("z");
            await trial.Host.AdvanceAsync(10 * Minute);
            trial.Open("z");
            await trial.UntilAsync("Running [build: Running (z=Succeeded, a=Waiting)]");
            await trial.Host.AdvanceAsync(Minute);
            await trial.Execution.InterveneAsync("build", "a", Intervention.Retry);
            await trial.ReachedAsync("a");
            await trial.Host.AdvanceAsync((2 * Minute) - Moment);
            await trial.IsAsync("Running [build: Running (z=Succeeded, a=Running)]");

            await trial.Host.AdvanceAsync(Moment);

            await trial.ClosesAsync("Expired [build: Expired (z=Succeeded, a=Expired)]");
        });
    }

    [Fact]
    public Task Attempts_share_it()
    {
        TrialSetup setup = With(action => action.Retry(5).DeadlineAfter(3 * Minute));
        setup.Code["a"] = async (trial, context, token) =>
        {
            await trial.Gate($"a{context.AttemptNumber}").PassAsync(token);
            throw new InvalidOperationException("broke");
        };
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("a1");
            await trial.Host.AdvanceAsync(Minute);
            trial.Open("a1");
            await trial.ReachedAsync("a2");
            await trial.Host.AdvanceAsync(Minute);
            trial.Open("a2");
            await trial.ReachedAsync("a3");
            await trial.Host.AdvanceAsync(Minute - Moment);
            await trial.IsAsync("Running [build: Running (a=Running)]");
            await trial.Host.AdvanceAsync(Moment);
            await trial.ClosesAsync("Expired [build: Expired (a=Expired)]");
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task When_it_passed_while_no_host_was_up_nothing_starts_again(bool waits)
    {
        TrialSetup setup = With(action => action.Retry(5, Backoff.Fixed(10 * Minute)).DeadlineAfter(3 * Minute));
        return Trial.RunAsync("build: a, b", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            if (waits)
            {
                trial.Fail("a");
                await trial.UntilAsync("Running [build: Running (a=Waiting, b=Pending)]");
            }

            await trial.Host.CrashAsync();
            trial.Host.Time.Advance(60 * Minute);
            await trial.RestartAsync();

            await trial.ClosesAsync("Expired [build: Expired (a=Expired, b=NotRun)]");
            Assert.Single(await trial.EventsAsync<ActionStarted>());
        });
    }

    [Fact]
    public Task An_attempt_that_was_cut_off_leaves_the_rest_of_its_time() => Trial.RunAsync("build: a", With(action => action.DeadlineAfter(3 * Minute)), async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.Host.CrashAsync();
        trial.Host.Time.Advance(2 * Minute);
        await trial.RestartAsync();
        await trial.Gate("a").ReachedAsync(2).WithinAsync(trial.Host.Describe);
        await trial.Host.AdvanceAsync(Minute - Moment);
        await trial.IsAsync("Running [build: Running (a=Running)]");
        await trial.Host.AdvanceAsync(Moment);
        await trial.ClosesAsync("Expired [build: Expired (a=Expired)]");
    });

    [Fact]
    public Task A_retry_of_the_stage_begins_it_again() => Trial.RunAsync("build: a", With(action => action.DeadlineAfter(Minute)), async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.Host.AdvanceAsync(Minute);
        await trial.ClosesAsync("Expired [build: Expired (a=Expired)]");
        await trial.Host.AdvanceAsync(10 * Minute);

        await trial.Execution.RetryStageAsync("build");

        await trial.Gate("a").ReachedAsync(2).WithinAsync(trial.Host.Describe);
        await trial.Host.AdvanceAsync(Minute - Moment);
        await trial.IsAsync("Running [build: Running (a=Running)]");
        trial.Open("a");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
    });

    [Fact]
    public Task Once_it_is_rolled_back_it_does_not_count()
    {
        TrialSetup setup = With(action => action.DeadlineAfter(Minute).OnFailure(FailureStrategy.RollbackStage));
        setup.Settings["z"] = action => action
            .OnRollback((context, token) => context.Services.GetRequiredService<GateSet>()["undo"].PassAsync(token))
            .RollbackDeadlineAfter(10 * Minute);
        return Trial.RunAsync("build: z, a", setup, async trial =>
        {
            trial.Open("z");
            trial.Fail("a");
            await trial.UntilAsync("RollingBack [build: RollingBack (z=Succeeded, a=Failed)]");
            await trial.Host.AdvanceAsync(5 * Minute);
            await trial.IsAsync("RollingBack [build: RollingBack (z=Succeeded, a=Failed)]");
            await trial.Host.AdvanceAsync(5 * Minute);
            await trial.ClosesAsync("Failed [build: Failed (z=Succeeded, a=Failed)]");
        });
    }

    private static TrialSetup With(Action<ActionBuilder> settings) => new() { Settings = { ["a"] = settings } };

    private static TrialSetup Deaf(TrialSetup setup)
    {
        setup.Code["a"] = (trial, _, _) => trial.Gate("a").PassIgnoringCancellationAsync();
        return setup;
    }
}
