using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>What follows a failure: the nearest level's strategy, its retries, and what comes after them.</summary>
public sealed class FailureStrategyTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromMinutes(1);

    [Fact]
    public Task An_ignored_failure_lets_the_stage_go_on() => Trial.RunAsync("build: a, b", With("a", FailureStrategy.Ignore), async trial =>
    {
        trial.Fail("a");
        trial.Open("b");

        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Ignored, b=Succeeded)]");
        ActionSnapshot action = (await trial.Execution.GetAsync())["build"]["a"];
        Assert.Equal((ReasonCode.FailureForgiven, "a broke"), (action.Reason, action.Failure?.Message));
    });

    [Fact]
    public Task A_failure_may_count_as_a_success() => Trial.RunAsync("build: a, b", With("a", FailureStrategy.Succeed), async trial =>
    {
        trial.Fail("a");
        trial.Open("b");

        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, b=Succeeded)]");
        Assert.Equal("a broke", (await trial.Execution.GetAsync())["build"]["a"].Failure?.Message);
    });

    [Fact]
    public Task The_nearest_level_wins()
    {
        TrialSetup setup = With("a", FailureStrategy.Fail);
        setup.Define = pipeline => pipeline.OnFailure(FailureStrategy.Ignore);
        return Trial.RunAsync("build: a b", setup, async trial =>
        {
            trial.Fail("a");
            trial.Fail("b");

            await trial.ClosesAsync("Failed [build: Failed (a=Failed, b=Ignored)]");
        });
    }

    [Fact]
    public Task A_retry_waits_for_its_backoff_and_runs_the_action_again()
    {
        int attempts = 0;
        TrialSetup setup = With("a", FailureStrategy.Retry(2, Backoff.Exponential(Delay)));
        setup.Code["a"] = (_, context, _) =>
        {
            attempts = context.AttemptNumber;
            return attempts < 3 ? throw new InvalidOperationException($"attempt {attempts}") : Task.CompletedTask;
        };
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.UntilAsync("Running [build: Running (a=Waiting)]");
            ActionSnapshot waiting = (await trial.Execution.GetAsync())["build"]["a"];
            Assert.Equal((ActionWait.RetryDelay, trial.Host.Time.GetUtcNow() + Delay, "attempt 1"), (waiting.WaitsFor, waiting.RetryAt, waiting.Failure?.Message));

            await trial.Host.AdvanceAsync(Delay - TimeSpan.FromTicks(1));
            Assert.Equal(1, attempts);
            await trial.Host.AdvanceAsync(TimeSpan.FromTicks(1));
            Assert.Equal(2, attempts);
            await trial.Host.AdvanceAsync(2 * Delay);

            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
            Assert.Equal(3, attempts);
        });
    }

    [Fact]
    public Task What_follows_the_last_retry_is_its_own_or_the_next_levels()
    {
        int own = 0;
        int outer = 0;
        TrialSetup setup = With("a", FailureStrategy.Retry(1, then: FailureStrategy.Ignore));
        setup.Settings["b"] = action => action.Retry(1);
        setup.Define = pipeline => pipeline.OnFailure(FailureStrategy.Retry(2));
        setup.Code["a"] = (_, _, _) => throw new InvalidOperationException($"{++own}");
        setup.Code["b"] = (_, _, _) => throw new InvalidOperationException($"{++outer}");
        return Trial.RunAsync("build: a b", setup, async trial =>
        {
            await trial.ClosesAsync("Failed [build: Failed (a=Ignored, b=Failed)]");
            Assert.Equal((2, 4), (own, outer));
        });
    }

    [Fact]
    public Task FL_38_A_failure_that_cant_be_retried_is_not_retried()
    {
        int attempts = 0;
        TrialSetup setup = With("a", FailureStrategy.Retry(5));
        setup.Code["a"] = (_, _, _) =>
        {
            attempts++;
            throw new NonRetryableException("no");
        };
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ClosesAsync("Failed [build: Failed (a=Failed)]");
            Assert.Equal(1, attempts);
            Assert.True((await trial.Execution.GetAsync())["build"]["a"].Failure?.IsNonRetryable);
        });
    }

    [Fact]
    public Task CP_13_HA_26_No_strategy_acts_while_a_stop_drains() => Trial.RunAsync("build: a b", With("a", FailureStrategy.Retry(3)), async trial =>
    {
        await trial.ReachedAsync("a", "b");
        await trial.StopAsync();
        trial.Fail("a");
        trial.Open("b");

        await trial.ClosesAsync("Stopped [build: Stopped (a=Failed, b=Succeeded)]");
        Assert.Empty(await trial.EventsAsync<ActionRetrying>());
    });

    [Theory]
    [InlineData(StopMode.Wait, "a=Failed")]
    [InlineData(StopMode.Cancel, "a=Aborted")]
    [InlineData(StopMode.Abandon, "a=Abandoned")]
    public Task HA_21_A_stop_ends_the_wait_for_a_retry_at_once(StopMode mode, string action) =>
        Trial.RunAsync("build: a", With("a", FailureStrategy.Retry(3, Backoff.Fixed(Delay))), async trial =>
        {
            trial.Fail("a");
            await trial.UntilAsync("Running [build: Running (a=Waiting)]");

            await trial.Execution.AbortAsync(mode);

            await trial.ClosesAsync($"Aborted [build: Aborted ({action})]");
            Assert.Empty((await trial.Execution.GetAsync()).Orphans);
            await trial.Host.AdvanceAsync(Delay);
            Assert.Single(await trial.EventsAsync<ActionStarted>());
        });

    [Fact]
    public Task A_retry_that_waits_goes_on_after_a_crash_and_lost_attempts_dont_count()
    {
        TrialSetup setup = With("a", FailureStrategy.Retry(1, Backoff.Fixed(Delay)));
        setup.Code["a"] = (trial, context, token) => context.AttemptNumber is 1 or 4
            ? throw new InvalidOperationException("broke")
            : trial.Gate("a").PassAsync(token);
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.UntilAsync("Running [build: Running (a=Waiting)]");
            await trial.CrashAndRestartAsync();
            await trial.Host.AdvanceAsync(Delay);
            await trial.ReachedAsync("a");
            await trial.CrashAndRestartAsync();
            await trial.UntilAsync("Running [build: Running (a=Running)]");
            await trial.CrashAndRestartAsync();

            await trial.ClosesAsync("Failed [build: Failed (a=Failed)]");
            Assert.Equal(2, (await trial.EventsAsync<AttemptLost>()).Count);
        });
    }

    [Fact]
    public Task A_retry_of_the_stage_gives_a_fresh_budget()
    {
        int attempts = 0;
        TrialSetup setup = With("a", FailureStrategy.Retry(1));
        setup.Code["a"] = (_, _, _) => throw new InvalidOperationException($"{++attempts}");
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ClosesAsync("Failed [build: Failed (a=Failed)]");
            await trial.Execution.RetryStageAsync("build");

            await trial.ClosesAsync("Failed [build: Failed (a=Failed)]");
            Assert.Equal(4, attempts);
        });
    }

    [Fact]
    public Task A_forgiven_rejection_can_be_read()
    {
        ApprovalAnswer? read = null;
        Pipeline pipeline = Pipeline.Define("p", define =>
        {
            ActionRef<ApprovalAnswer> answer = define.Stage("sign-off").Approval("qa", approval => approval.OnFailure(FailureStrategy.Ignore));
            define.Stage("next").Action("a", (context, _) =>
            {
                read = context.Output(answer);
                return Task.CompletedTask;
            });
        });
        return Trial.RunAsync("build: a", new TrialSetup { Configure = builder => builder.AddPipeline(pipeline) }, async trial =>
        {
            ExecutionHandle execution = await trial.Orchestrator.StartAsync(pipeline);
            await execution.RejectAsync(await execution.TokenAsync("qa"), "not yet");
            await execution.WaitAsync().WithinAsync(trial.Host.Describe);

            Assert.Equal((false, "not yet"), (read!.IsApproved, read.Comment));
        });
    }

    [Fact]
    public Task Retries_follow_one_another_in_one_advance()
    {
        int attempts = 0;
        TrialSetup setup = With("a", FailureStrategy.Retry(3, Backoff.Exponential(Delay)));
        setup.Code["a"] = (_, _, _) => throw new InvalidOperationException($"{++attempts}");
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.Host.AdvanceAsync(TimeSpan.FromDays(1));

            await trial.IsAsync("Failed [build: Failed (a=Failed)]");
            DateTimeOffset closed = (await trial.Execution.GetAsync())["build"]["a"].ClosedAt!.Value;
            Assert.Equal((4, TimeSpan.FromMinutes(7)), (attempts, closed - (await trial.EventsAsync<ExecutionStarted>())[0].At));
        });
    }

    [Fact]
    public void Every_wrong_strategy_is_reported()
    {
        DefinitionException error = Assert.Throws<DefinitionException>(() => Pipeline.Define("p", pipeline =>
        {
            pipeline.OnFailure(FailureStrategy.Retry(0));
            pipeline.Stage("s")
                .OnFailure(FailureStrategy.Retry(1, Backoff.Fixed(TimeSpan.FromTicks(-1))))
                .Action("a", (_, _) => Task.CompletedTask, action => action.Retry(1_001, Backoff.Exponential(Delay, factor: 0.5)));
            pipeline.Stage("t").Approval("qa", approval => approval.OnFailure(FailureStrategy.Retry(1)));
        }));

        Assert.Equal(5, error.Errors.Count);
    }

    private static TrialSetup With(string action, FailureStrategy strategy) => new() { Settings = { [action] = settings => settings.OnFailure(strategy) } };
}
