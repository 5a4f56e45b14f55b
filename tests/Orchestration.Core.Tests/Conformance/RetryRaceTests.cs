using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Retries against completions, themselves, stops and resumes, on real threads that begin at the same moment.</summary>
public sealed class RetryRaceTests
{
    private const int Rounds = 150;

    [Theory]
    [InlineData(StageRetryMode.FailedActions)]
    [InlineData(StageRetryMode.AllActions)]
    public Task A_retry_against_itself(StageRetryMode mode) => Races.RunAsync("build: broken b", Rounds, async (execution, gates) =>
    {
        gates("b").OpenOnce();
        await Races.EndAsync(execution);
        Task<Receipt>[] retries = new Task<Receipt>[3];
        OwnThread.Race([.. Enumerable.Range(0, retries.Length).Select<int, Action>(index => () => retries[index] = execution.RetryStageAsync("build", mode))]);

        (ErrorCode? Refused, Receipt? Receipt)[] outcomes = await Task.WhenAll(retries.Select(Races.OutcomeAsync));

        Assert.Single(outcomes, outcome => outcome.Refused is null);
        Assert.Equal(2, outcomes.Count(outcome => outcome.Refused == ErrorCode.Conflict));
        Assert.Single((await execution.EventsAsync()).OfType<StageRetryRequested>());
        gates("broken").OpenOnce();
        gates("b").OpenOnce();
        Assert.Equal(ExecutionStatus.Succeeded, (await Races.EndAsync(execution)).Status);
    });

    [Fact]
    public Task A_retry_against_the_sibling_that_still_runs() => Races.RunAsync("build: broken b, c", Rounds, async (execution, gates) =>
    {
        await execution.UntilAsync(snapshot => snapshot["build"]["broken"].Status == ActionStatus.Failed);
        Task<Receipt>? retry = null;
        OwnThread.Race(() => gates("b").OpenOnce(), () => retry = execution.RetryStageAsync("build"));

        Assert.Null((await Races.OutcomeAsync(retry!)).Refused);

        gates("broken").OpenOnce();
        gates("c").OpenOnce();
        await execution.UntilAsync(snapshot => snapshot.Status == ExecutionStatus.Succeeded);
        ExecutionSnapshot end = await execution.GetAsync();
        Assert.Equal((2, 1, 1), (end["build"]["broken"].Attempt, end["build"]["b"].Attempt, end["build"]["c"].Attempt));
    });

    [Fact]
    public Task A_retry_against_the_close_of_a_stop() => Races.RunAsync("build: a", Rounds, async (execution, gates) =>
    {
        await (await execution.StopAsync()).EffectiveAsync().WithinAsync();
        Task<Receipt>? retry = null;
        OwnThread.Race(() => gates("a").OpenOnce(), () => retry = execution.RetryStageAsync("build", StageRetryMode.AllActions));

        (ErrorCode? refused, _) = await Races.OutcomeAsync(retry!);

        gates("a").OpenOnce();
        await execution.UntilAsync(snapshot => snapshot.Status == (refused is null ? ExecutionStatus.Succeeded : ExecutionStatus.Stopped));
        Assert.True(refused is null or ErrorCode.StageNotRetryable);
    });

    [Theory]
    [InlineData(StopMode.Wait)]
    [InlineData(StopMode.Abandon)]
    public Task A_retry_against_a_stop(StopMode mode) => Races.RunAsync("build: broken", Rounds, async (execution, gates) =>
    {
        await Races.EndAsync(execution);
        Task<Receipt>? retry = null;
        Task<Receipt>? stop = null;
        OwnThread.Race(() => retry = execution.RetryStageAsync("build"), () => stop = execution.StopAsync(mode));

        Assert.Null((await Races.OutcomeAsync(retry!)).Refused);
        (ErrorCode? refused, _) = await Races.OutcomeAsync(stop!);

        gates("broken").OpenOnce();
        Assert.True(refused is null or ErrorCode.NotStoppable);
        await execution.UntilAsync(snapshot => snapshot.Status == (refused is null ? ExecutionStatus.Stopped : ExecutionStatus.Succeeded));
    });

    [Fact]
    public Task A_retry_against_a_resume() => Races.RunAsync("build: broken", Rounds, async (execution, gates) =>
    {
        await Races.EndAsync(execution);
        Task<Receipt>? retry = null;
        Task<ExecutionHandle>? resume = null;
        OwnThread.Race(() => retry = execution.RetryStageAsync("build"), () => resume = execution.ResumeAsync("build"));

        (ErrorCode? retryRefused, _) = await Races.OutcomeAsync(retry!);
        (ErrorCode? resumeRefused, ExecutionHandle? next) = await Races.OutcomeAsync(resume!);

        Assert.Equal(retryRefused is null, resumeRefused is not null);
        Assert.True(retryRefused is null or ErrorCode.NotLatestExecution);
        Assert.True(resumeRefused is null or ErrorCode.NotResumable);
        gates("broken").OpenOnce();
        await Races.EndAsync(next ?? execution);
        Assert.Equal(next is null ? 1 : 2, (await execution.HistoryAsync()).Count);
    });

    [Fact]
    public Task A_resume_against_itself() => Races.RunAsync("build: broken", Rounds, async (execution, gates) =>
    {
        await Races.EndAsync(execution);
        Task<ExecutionHandle>[] resumes = new Task<ExecutionHandle>[3];
        OwnThread.Race([.. Enumerable.Range(0, resumes.Length).Select<int, Action>(index => () => resumes[index] = execution.ResumeAsync("build"))]);

        (ErrorCode? Refused, ExecutionHandle? Next)[] outcomes = await Task.WhenAll(resumes.Select(Races.OutcomeAsync));

        ExecutionHandle next = Assert.Single(outcomes, outcome => outcome.Refused is null).Next!;
        Assert.Equal(2, outcomes.Count(outcome => outcome.Refused == ErrorCode.NotLatestExecution));
        await Races.EndAsync(next);
        Assert.Equal([false, true], (await execution.HistoryAsync()).Select(one => one.IsLatest));
        _ = gates;
    });
}
