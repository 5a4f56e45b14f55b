using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Approvals, interventions and conditions may be answered while paused; what follows waits for the end of the pause.</summary>
public sealed class PauseAnswerTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public Task An_approval_may_be_given_and_what_follows_waits() => Trial.RunAsync("build: qa, b", ApprovalProbe.Setup("qa"), async trial =>
    {
        string token = await trial.TokenAsync("qa");
        await trial.PauseAsync();
        await trial.Execution.ApproveAsync(token);
        await trial.Host.IdleAsync();
        await trial.IsAsync("Paused [build: Running (qa=Succeeded, b=Pending)]");
        Assert.Equal(0, trial.Gate("b").Arrivals);

        await trial.UnpauseAsync();

        trial.Open("b");
        await trial.ClosesAsync("Succeeded [build: Succeeded (qa=Succeeded, b=Succeeded)]");
    });

    [Fact]
    public Task The_last_approval_of_a_paused_run_closes_it() => Trial.RunAsync("build: qa", ApprovalProbe.Setup("qa"), async trial =>
    {
        string token = await trial.TokenAsync("qa");
        await trial.PauseAsync();
        await trial.Execution.ApproveAsync(token);
        await trial.ClosesAsync("Succeeded [build: Succeeded (qa=Succeeded)]");
    });

    [Fact]
    public Task The_last_approval_of_a_stage_closes_the_stage_alone() => Trial.RunAsync("check: qa; deploy: b", ApprovalProbe.Setup("qa"), async trial =>
    {
        string token = await trial.TokenAsync("qa");
        await trial.PauseAsync();
        await trial.Execution.ApproveAsync(token);
        await trial.Host.IdleAsync();
        await trial.IsAsync("Paused [check: Succeeded (qa=Succeeded); deploy: Pending (b=Pending)]");

        await trial.UnpauseAsync();

        trial.Open("b");
        await trial.ClosesAsync("Succeeded [check: Succeeded (qa=Succeeded); deploy: Succeeded (b=Succeeded)]");
    });

    [Fact]
    public Task A_rejection_in_a_pause_closes_it() => Trial.RunAsync("build: qa, b", ApprovalProbe.Setup("qa"), async trial =>
    {
        string token = await trial.TokenAsync("qa");
        await trial.PauseAsync();
        await trial.Execution.RejectAsync(token);
        await trial.ClosesAsync("Rejected [build: Rejected (qa=Rejected, b=NotRun)]");
    });

    [Fact]
    public Task A_retry_that_a_person_picks_in_a_pause_runs_after_it() => RunWithInterventionAsync(Intervention.Retry, async trial =>
    {
        await trial.IsAsync("Paused [build: Running (a=Waiting, b=Pending)]");
        Assert.Equal(1, trial.Gate("a").Arrivals);
        trial.Open("a", "b");
        await trial.UnpauseAsync();
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, b=Succeeded)]");
    });

    [Fact]
    public Task What_follows_an_ignored_failure_waits_for_the_end_of_the_pause() => RunWithInterventionAsync(Intervention.Ignore, async trial =>
    {
        await trial.IsAsync("Paused [build: Running (a=Ignored, b=Pending)]");
        trial.Open("b");
        await trial.UnpauseAsync();
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Ignored, b=Succeeded)]");
    });

    [Theory]
    [InlineData(Intervention.Fail, "Failed [build: Failed (a=Failed, b=NotRun)]")]
    [InlineData(Intervention.RollbackStage, "Failed [build: Failed (a=Failed, b=NotRun)]")]
    [InlineData(Intervention.Abort, "Aborted [build: Aborted (a=Failed, b=NotRun)]")]
    public Task What_ends_it_needs_no_end_of_the_pause(Intervention choice, string end) => RunWithInterventionAsync(choice, trial => trial.ClosesAsync(end));

    [Theory]
    [InlineData("build")]
    [InlineData("a")]
    public Task A_condition_that_says_yes_in_a_pause_is_not_asked_again(string node)
    {
        int asked = 0;
        return Trial.RunAsync("build: a", With(node, _ =>
        {
            Interlocked.Increment(ref asked);
            return true;
        }), async trial =>
        {
            await trial.ReachedAsync("when");
            await trial.PauseAsync();
            ExecutionSnapshot before = await trial.Execution.GetAsync();
            Assert.Equal(ExecutionStatus.Paused, before.Status);
            trial.Open("when");
            await AnsweredAsync(trial, () => Volatile.Read(ref asked));
            Assert.Equal(before.Describe(), (await trial.Execution.GetAsync()).Describe());

            await trial.UnpauseAsync();

            trial.Open("a");
            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
            Assert.Equal((1, 1), (asked, trial.Gate("when").Arrivals));
        });
    }

    [Theory]
    [InlineData("build", "Succeeded [build: Skipped (a=Skipped)]")]
    [InlineData("a", "Succeeded [build: Succeeded (a=Skipped)]")]
    public Task A_condition_that_says_no_in_a_pause_starts_nothing_and_is_taken_at_once(string node, string end) =>
        Trial.RunAsync("build: a", With(node, _ => false), async trial =>
        {
            await trial.ReachedAsync("when");
            await trial.PauseAsync();
            trial.Open("when");
            await trial.ClosesAsync(end);
        });

    [Theory]
    [InlineData("build", "Failed [build: Failed (a=NotRun)]")]
    [InlineData("a", "Failed [build: Failed (a=Failed)]")]
    public Task A_condition_that_throws_in_a_pause_is_a_failure(string node, string end) =>
        Trial.RunAsync("build: a", With(node, _ => throw new InvalidOperationException("Nobody knows.")), async trial =>
        {
            await trial.ReachedAsync("when");
            await trial.PauseAsync();
            trial.Open("when");
            await trial.ClosesAsync(end);
        });

    [Theory]
    [InlineData("build", "Stopped [build: NotRun (a=NotRun)]")]
    [InlineData("a", "Stopped [build: Stopped (a=NotRun)]")]
    public Task A_yes_that_was_given_in_a_pause_starts_nothing_once_it_is_stopped(string node, string end)
    {
        int asked = 0;
        return Trial.RunAsync("build: a", With(node, _ => Interlocked.Increment(ref asked) > 0), async trial =>
        {
            await trial.ReachedAsync("when");
            await trial.PauseAsync();
            trial.Open("when");
            await AnsweredAsync(trial, () => Volatile.Read(ref asked));
            await trial.StopAsync();
            await trial.ClosesAsync(end);
        });
    }

    [Fact]
    public Task A_condition_that_is_not_answered_by_the_end_of_the_pause_goes_on() => Trial.RunAsync("build: a", With("a", _ => true), async trial =>
    {
        await trial.ReachedAsync("when");
        await trial.PauseForAsync(Hour);
        await trial.PauseForAsync(Hour);
        trial.Open("when", "a");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
        Assert.Equal(1, trial.Gate("when").Arrivals);
    });

    /// <summary>The condition has returned, and what it said was looked at.</summary>
    private static async Task AnsweredAsync(Trial trial, Func<int> asked)
    {
        await trial.Gate("answered").ReachedAsync().WithinAsync(trial.Host.Describe);
        Assert.Equal(1, asked());
        await trial.Execution.GetAsync();
        await trial.Host.IdleAsync();
    }

    private static TrialSetup With(string node, Func<Trial, bool> answer)
    {
        TrialSetup setup = new();
        setup.When[node] = async (trial, token) =>
        {
            await trial.Gate("when").PassAsync(token);
            bool told = answer(trial);
            _ = trial.Gate("answered").PassAsync(CancellationToken.None);
            return told;
        };
        return setup;
    }

    private static Task RunWithInterventionAsync(Intervention choice, Func<Trial, Task> then)
    {
        TrialSetup setup = new();
        setup.Settings["a"] = action => action.OnFailure(FailureStrategy.Intervene(Hour));
        return Trial.RunAsync("build: a, b", setup, async trial =>
        {
            trial.Fail("a");
            await trial.Execution.UntilAsync(snapshot => snapshot["build"]["a"].WaitsFor == ActionWait.Intervention);
            await trial.PauseAsync();
            await trial.Execution.InterveneAsync("build", "a", choice);
            await trial.Host.IdleAsync();
            await then(trial);
        });
    }
}
