using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>What can go again behind a rollback, and what meanwhile.</summary>
public sealed class RollbackAgainTests
{
    [Fact]
    public Task A_retry_runs_what_was_rolled_back_again_and_its_next_failure_undoes_it_again()
    {
        TrialSetup setup = Undo.Setup(FailureStrategy.RollbackStage, "a");
        setup.Code["bad"] = (_, context, _) => context.AttemptNumber < 3 ? throw new InvalidOperationException($"attempt {context.AttemptNumber}") : Task.CompletedTask;
        return Trial.RunAsync("build: a plain, bad", setup, async trial =>
        {
            trial.Open("a", "plain", "undo a");
            await trial.ClosesAsync("Failed [build: Failed (a=Succeeded, plain=Succeeded, bad=Failed)]");
            await trial.Execution.RetryStageAsync("build");
            await trial.ClosesAsync("Failed [build: Failed (a=Succeeded, plain=Succeeded, bad=Failed)]");
            Assert.Equal("undo a, undo a", await trial.Execution.BegunAsync());
            Assert.True((await trial.Execution.GetAsync())["build"]["a"].IsRolledBack);

            await trial.Execution.RetryStageAsync("build");
            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, plain=Succeeded, bad=Succeeded)]");
            ExecutionSnapshot end = await trial.Execution.GetAsync();
            Assert.Equal((3, 1, 3), (end["build"]["a"].Attempt, end["build"]["plain"].Attempt, end["build"]["bad"].Attempt));
            Assert.Equal((false, false, null), (end["build"].IsRolledBack, end["build"]["a"].IsRolledBack, end.Rollback));
        });
    }

    [Fact]
    public Task Whether_or_not_its_rollback_broke_an_action_is_run_again()
    {
        TrialSetup setup = Undo.Setup(FailureStrategy.RollbackStage, "a");
        setup.Code["bad"] = (_, context, _) => context.AttemptNumber < 2 ? throw new InvalidOperationException("once") : Task.CompletedTask;
        return Trial.RunAsync("build: a, bad", setup, async trial =>
        {
            trial.Open("a");
            trial.Fail("undo a");
            await trial.ClosesAsync("Failed [build: Failed (a=Succeeded, bad=Failed)]");
            await trial.Execution.RetryStageAsync("build");

            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, bad=Succeeded)]");
            Assert.Equal(2, (await trial.Execution.GetAsync())["build"]["a"].Attempt);
        });
    }

    [Fact]
    public Task A_resume_begins_at_or_before_the_earliest_stage_that_was_rolled_back() =>
        Trial.RunAsync("plain: p; one: a; two: b; three: bad", Undo.Setup(FailureStrategy.RollbackPipeline, "a", "b"), async trial =>
        {
            trial.Open("p", "a", "b", "undo a", "undo b");
            trial.Fail("bad");
            await trial.ClosesAsync("Failed [plain: Succeeded (p=Succeeded); one: Succeeded (a=Succeeded); two: Succeeded (b=Succeeded); three: Failed (bad=Failed)]");
            foreach (string late in new[] { "two", "three" })
            {
                OrchestrationException refusal = await trial.RefusedAsync(ErrorCode.NotResumable, execution => execution.ResumeAsync(late));
                Assert.Equal("RolledBack", refusal.ActualStatus);
                Assert.Contains("'one'", refusal.Message, StringComparison.Ordinal);
            }

            await trial.RefusedAsync(ErrorCode.StageNotRetryable, execution => execution.RetryStageAsync("three"));
            await trial.RefusedAsync(ErrorCode.StageNotRetryable, execution => execution.RetryStageAsync("one"));
            await trial.ContinueAsync("one");

            await trial.ClosesAsync("Failed [plain: Reused (p=Reused); one: Succeeded (a=Succeeded); two: Succeeded (b=Succeeded); three: Failed (bad=Failed)]");
            Assert.Equal((2, 2, 1), (trial.Gate("a").Arrivals, trial.Gate("undo a").Arrivals, trial.Gate("p").Arrivals));
            await trial.RefusedAsync(ErrorCode.NotResumable, execution => execution.ResumeAsync("two"));
            await trial.ContinueAsync("plain");
            await trial.ClosesAsync("Failed [plain: Succeeded (p=Succeeded); one: Succeeded (a=Succeeded); two: Succeeded (b=Succeeded); three: Failed (bad=Failed)]");
        });

    [Fact]
    public Task Behind_the_rollback_of_one_stage_a_resume_may_begin_with_it() =>
        Trial.RunAsync("one: a; two: b, bad", Undo.Setup(FailureStrategy.RollbackStage, "a", "b"), async trial =>
        {
            trial.Open("a", "b", "undo b");
            trial.Fail("bad");
            await trial.ClosesAsync("Failed [one: Succeeded (a=Succeeded); two: Failed (b=Succeeded, bad=Failed)]");
            await trial.ContinueAsync("two");

            await trial.ClosesAsync("Failed [one: Reused (a=Reused); two: Failed (b=Succeeded, bad=Failed)]");
            Assert.Equal((1, 2, 0), (trial.Gate("a").Arrivals, trial.Gate("b").Arrivals, trial.Gate("undo a").Arrivals));
        });

    [Fact]
    public Task A_stage_whose_resource_was_released_counts_as_rolled_back() =>
        Trial.RunAsync("one: a; two: bad", Undo.Setup(FailureStrategy.RollbackPipeline).Registering("a"), async trial =>
        {
            trial.Open("a", "release a");
            trial.Fail("bad");
            await trial.ClosesAsync("Failed [one: Succeeded (a=Succeeded); two: Failed (bad=Failed)]");

            Assert.True((await trial.Execution.GetAsync())["one"].IsRolledBack);
            await trial.RefusedAsync(ErrorCode.NotResumable, execution => execution.ResumeAsync("two"));
        });

    [Theory]
    [InlineData("undo a")]
    [InlineData("undo b")]
    public Task Nothing_goes_again_while_it_is_rolling_back(string at) =>
        Trial.RunAsync("one: a; two: b, bad", Undo.Setup(FailureStrategy.RollbackPipeline, "a", "b"), async trial =>
        {
            trial.Open("a", "b");
            trial.Fail("bad");
            if (at == "undo a")
            {
                trial.Open("undo b");
            }

            await trial.ReachedAsync(at);
            await trial.RefusedAsync(ErrorCode.StageNotRetryable, execution => execution.RetryStageAsync("two"));
            await trial.RefusedAsync(ErrorCode.StageNotRetryable, execution => execution.RetryStageAsync(new RetryStageRequest("two") { Mode = StageRetryMode.AllActions }));
            await trial.RefusedAsync(ErrorCode.NotResumable, execution => execution.ResumeAsync("one"));
            await trial.RefusedAsync(ErrorCode.StillRunning, execution => execution.ReleaseResourcesAsync());
            trial.Open("undo b", "undo a");
            await trial.ClosesAsync("Failed [one: Succeeded (a=Succeeded); two: Failed (b=Succeeded, bad=Failed)]");
        });
}
