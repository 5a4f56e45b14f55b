using System.Collections.Concurrent;
using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>The time limit of one attempt: its expiry is a failure that a retry may repeat, once the old code has returned or its grace has ended.</summary>
public sealed class AttemptTimeoutTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    [Fact]
    public Task An_attempt_that_takes_too_long_is_signalled_and_expires()
    {
        ConcurrentQueue<StopReason?> heard = [];
        TrialSetup setup = With(action => action.TimeoutAfter(Minute));
        setup.Code["a"] = async (trial, context, token) =>
        {
            try
            {
                await trial.Gate("a").PassAsync(token);
            }
            catch (OperationCanceledException)
            {
                heard.Enqueue(context.StopReason);
                throw;
            }
        };
        return Trial.RunAsync("build: a, b; deploy: c", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.Host.AdvanceAsync(Minute - Moment);
            await trial.IsAsync("Running [build: Running (a=Running, b=Pending); deploy: Pending (c=Pending)]");

            await trial.Host.AdvanceAsync(Moment);

            await trial.ClosesAsync("Expired [build: Expired (a=Expired, b=NotRun); deploy: NotRun (c=NotRun)]");
            ExecutionSnapshot end = await trial.Execution.GetAsync();
            Assert.Equal((ReasonCode.TimeLimit, ReasonCode.TimeLimit, ReasonCode.TimeLimit), (end["build"]["a"].Reason, end["build"].Reason, end.Summary.ClosedReason));
            Assert.Equal(("TimeLimit", false), (end["build"]["a"].Failure!.Type, end["build"]["a"].Failure!.IsNonRetryable));
            StopReason reason = Assert.Single(heard)!;
            Assert.Equal((StopReasonKind.Expired, "system"), (reason.Kind, reason.Actor));
            Assert.Empty(end.Orphans);
        });
    }

    [Fact]
    public Task Code_that_ignores_its_token_is_left_behind_when_its_grace_ends() =>
        Trial.RunAsync("build: a, b", Deaf(With(action => action.TimeoutAfter(Minute))), async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.Host.AdvanceAsync(Minute);
            await trial.IsAsync("Running [build: Running (a=Stopping, b=Pending)]");
            await trial.Host.AdvanceAsync(Grace - Moment);
            await trial.IsAsync("Running [build: Running (a=Stopping, b=Pending)]");

            await trial.Host.AdvanceAsync(Moment);

            await trial.IsAsync("Expired [build: Expired (a=Expired, b=NotRun)]");
            Orphan orphan = Assert.Single((await trial.Execution.GetAsync()).Orphans);
            Assert.Equal(("a", 1, true), (orphan.Action, orphan.Attempt, orphan.IsRunning));
            trial.Open("a");
            await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
            await trial.IsAsync("Expired [build: Expired (a=Expired, b=NotRun)]");
        });

    [Fact]
    public Task FL_35_Each_attempt_has_its_own_time_and_the_last_expires() => Trial.RunAsync("build: a", With(action => action.TimeoutAfter(Minute).Retry(2)), async trial =>
    {
        for (int attempt = 1; attempt < 3; attempt++)
        {
            await trial.Gate("a").ReachedAsync(attempt).WithinAsync(trial.Host.Describe);
            await trial.Host.AdvanceAsync(Minute - Moment);
            Assert.Equal((ActionStatus.Running, attempt), await AttemptAsync(trial));
            await trial.Host.AdvanceAsync(Moment);
        }

        await trial.Gate("a").ReachedAsync(3).WithinAsync(trial.Host.Describe);
        await trial.Host.AdvanceAsync(Minute);

        await trial.ClosesAsync("Expired [build: Expired (a=Expired)]");
        Assert.Equal(3, trial.Gate("a").Arrivals);
        Assert.All(await trial.EventsAsync<ActionRetrying>(), retry => Assert.Equal("TimeLimit", retry.Failure.Type));
        Assert.Equal(2, (await trial.EventsAsync<ActionRetrying>()).Count);
        Assert.Empty((await trial.Execution.GetAsync()).Orphans);
    });

    [Fact]
    public Task The_next_attempt_waits_for_the_end_of_the_old_ones_grace()
    {
        TrialSetup setup = With(action => action.TimeoutAfter(Minute).Retry(1));
        setup.Code["a"] = (trial, context, token) => context.AttemptNumber == 1
            ? trial.Gate("old").PassIgnoringCancellationAsync()
            : trial.Gate("new").PassAsync(token);
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("old");
            await trial.Host.AdvanceAsync(Minute + Grace - Moment);
            Assert.Equal((ActionStatus.Stopping, 1), await AttemptAsync(trial));
            await trial.Host.AdvanceAsync(Moment);
            await trial.ReachedAsync("new");
            Orphan orphan = Assert.Single((await trial.Execution.GetAsync()).Orphans);
            Assert.Equal((1, true), (orphan.Attempt, orphan.IsRunning));
            trial.Open("old");
            Assert.False(Assert.Single((await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe)).Orphans).IsRunning);
            Assert.Equal((ActionStatus.Running, 2), await AttemptAsync(trial));
            trial.Open("new");
            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
        });
    }

    [Fact]
    public Task The_next_attempt_starts_as_soon_as_the_old_code_returns_within_its_grace()
    {
        TrialSetup setup = With(action => action.TimeoutAfter(Minute).Retry(1));
        setup.Code["a"] = (trial, context, token) => context.AttemptNumber == 1
            ? trial.Gate("old").PassIgnoringCancellationAsync()
            : trial.Gate("new").PassAsync(token);
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("old");
            await trial.Host.AdvanceAsync(Minute + (Grace / 2));
            Assert.Equal((ActionStatus.Stopping, 1), await AttemptAsync(trial));

            trial.Open("old");

            await trial.ReachedAsync("new");
            await trial.Host.AdvanceAsync(Minute - Moment);
            Assert.Equal((ActionStatus.Running, 2), await AttemptAsync(trial));
            Assert.Empty((await trial.Execution.GetAsync()).Orphans);
            trial.Open("new");
            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
        });
    }

    [Fact]
    public Task A_result_that_comes_within_the_grace_is_discarded() => Trial.RunAsync("build: a, b", Deaf(With(action => action.TimeoutAfter(Minute))), async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.Host.AdvanceAsync(Minute);
        trial.Open("a");
        await trial.ClosesAsync("Expired [build: Expired (a=Expired, b=NotRun)]");
        Assert.Empty((await trial.Execution.GetAsync()).Orphans);
    });

    [Fact]
    public Task What_ends_in_time_is_not_touched() => Trial.RunAsync("build: a, b", With(action => action.TimeoutAfter(Minute)), async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.Host.AdvanceAsync(Minute - Moment);
        trial.Open("a");
        await trial.ReachedAsync("b");
        await trial.Host.AdvanceAsync(10 * Minute);
        await trial.IsAsync("Running [build: Running (a=Succeeded, b=Running)]");
        trial.Open("b");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, b=Succeeded)]");
    });

    [Fact]
    public Task A_backoff_begins_when_the_attempt_has_ended() =>
        Trial.RunAsync("build: a", With(action => action.TimeoutAfter(Minute).Retry(1, Backoff.Fixed(2 * Minute))), async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.Host.AdvanceAsync(Minute);
            await trial.UntilAsync("Running [build: Running (a=Waiting)]");
            Assert.Equal(trial.Host.Time.GetUtcNow() + (2 * Minute), (await trial.Execution.GetAsync())["build"]["a"].RetryAt);
            await trial.Host.AdvanceAsync((2 * Minute) - Moment);
            Assert.Equal(1, trial.Gate("a").Arrivals);
            trial.Open("a");
            await trial.Host.AdvanceAsync(Moment);
            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
        });

    [Fact]
    public Task Without_a_grace_nobody_waits_for_the_old_code()
    {
        TrialSetup setup = Deaf(With(action => action.TimeoutAfter(Minute)));
        setup.Configure = builder => builder.Services.AddOrchestration(options => options.DefaultGrace = TimeSpan.Zero);
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.Host.AdvanceAsync(Minute);
            await trial.ClosesAsync("Expired [build: Expired (a=Expired)]");
            Assert.True(Assert.Single((await trial.Execution.GetAsync()).Orphans).IsRunning);
        });
    }

    [Fact]
    public Task The_time_of_an_attempt_that_was_cut_off_begins_again() => Trial.RunAsync("build: a", With(action => action.TimeoutAfter(Minute)), async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.Host.CrashAsync();
        trial.Host.Time.Advance(10 * Minute);
        await trial.RestartAsync();
        await trial.Gate("a").ReachedAsync(2).WithinAsync(trial.Host.Describe);
        await trial.Host.AdvanceAsync(Minute - Moment);
        Assert.Equal((ActionStatus.Running, 2), await AttemptAsync(trial));
        await trial.Host.AdvanceAsync(Moment);
        await trial.ClosesAsync("Expired [build: Expired (a=Expired)]");
    });

    [Theory]
    [InlineData(StopMode.Wait, "a=Expired")]
    [InlineData(StopMode.Cancel, "a=Aborted")]
    [InlineData(StopMode.Abandon, "a=Abandoned")]
    public Task A_stop_during_the_grace_of_an_expiry_allows_no_retry(StopMode mode, string action) =>
        Trial.RunAsync("build: a", Deaf(With(settings => settings.TimeoutAfter(Minute).Retry(5))), async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.Host.AdvanceAsync(Minute);
            await trial.StopAsync(mode);
            trial.Open("a");
            await trial.ClosesAsync($"Stopped [build: Stopped ({action})]");
            Assert.Single(await trial.EventsAsync<ActionStarted>());
        });

    private static async Task<(ActionStatus, int)> AttemptAsync(Trial trial)
    {
        ActionSnapshot action = (await trial.Execution.GetAsync())["build"]["a"];
        return (action.Status, action.Attempt);
    }

    private static TrialSetup With(Action<ActionBuilder> settings) => new() { Settings = { ["a"] = settings } };

    private static TrialSetup Deaf(TrialSetup setup)
    {
        setup.Code["a"] = (trial, _, _) => trial.Gate("a").PassIgnoringCancellationAsync();
        return setup;
    }
}
