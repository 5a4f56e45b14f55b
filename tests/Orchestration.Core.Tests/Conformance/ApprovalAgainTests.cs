using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Approvals when a stage is retried or an execution resumed: what was given stays given, what was refused is asked afresh.</summary>
public sealed class ApprovalAgainTests
{
    [Fact]
    public Task HR_22_An_approval_before_the_resumed_stage_is_not_asked_again_and_shows_who_gave_it() => RunAsync("check: qa; deploy: d", async trial =>
    {
        trial.Fail("d");
        await trial.As("ada").ApproveAsync(await trial.TokenAsync("qa"), "looks good");
        await trial.ClosesAsync("Failed [check: Succeeded (qa=Succeeded); deploy: Failed (d=Failed)]");
        ExecutionId first = trial.Execution.Id;
        ApprovalAnswer given = (await trial.Execution.ApprovalAsync("qa"))!.Answer!;

        await trial.ContinueAsync("deploy");

        await trial.ClosesAsync("Failed [check: Reused (qa=Reused); deploy: Failed (d=Failed)]");
        Assert.Empty(await trial.EventsAsync<ApprovalRequested>());
        Assert.Equal(new ApprovalSnapshot(null, null, null, false, given), await trial.Execution.ApprovalAsync("qa"));
        Assert.Equal(("ada", "looks good"), (given.Actor, given.Comment));
        Assert.Equal(first, (await trial.Execution.GetAsync())["check"]["qa"].ReusedFrom);

        trial.Open("d");
        await trial.ContinueAsync("deploy");
        await trial.ClosesAsync("Succeeded [check: Reused (qa=Reused); deploy: Succeeded (d=Succeeded)]");
        await trial.CrashAndRestartAsync();
        Assert.Equal(given, (await trial.Execution.ApprovalAsync("qa"))!.Answer);
        Assert.Equal(first, (await trial.Execution.GetAsync())["check"]["qa"].ReusedFrom);
    });

    [Fact]
    public Task HR_04_HR_23_A_rejected_approval_is_asked_afresh_by_a_resume() => RunAsync("build: b; check: qa; deploy: d", async trial =>
    {
        trial.Open("b");
        string token = await trial.TokenAsync("qa");
        await trial.RejectAsync("qa");
        await trial.ClosesAsync("Rejected [build: Succeeded (b=Succeeded); check: Rejected (qa=Rejected); deploy: NotRun (d=NotRun)]");
        ExecutionHandle rejected = trial.Execution;

        await trial.ContinueAsync("check");

        ApprovalSnapshot asked = await trial.Execution.AskedAsync("qa");
        Assert.Null(asked.Answer);
        await trial.RefusedAsync(ErrorCode.ActionNotFound, execution => execution.ApproveAsync(token));
        await trial.RefusedAsync(ErrorCode.ApprovalClosed, _ => rejected.ApproveAsync(token));
        await trial.Execution.ApproveAsync(asked.Token!);
        trial.Open("d");
        await trial.ClosesAsync("Succeeded [build: Reused (b=Reused); check: Succeeded (qa=Succeeded); deploy: Succeeded (d=Succeeded)]");
        Assert.Equal(ExecutionStatus.Rejected, (await rejected.GetAsync()).Status);
    });

    [Fact]
    public Task HR_03_An_expired_execution_is_resumed() => RunAsync("check: qa; deploy: d", async trial =>
    {
        await trial.TokenAsync("qa");
        await trial.Host.AdvanceAsync(TimeSpan.FromDays(7));
        await trial.IsAsync("Expired [check: Expired (qa=Expired); deploy: NotRun (d=NotRun)]");

        await trial.ContinueAsync("check");

        ApprovalSnapshot asked = await trial.Execution.AskedAsync("qa");
        Assert.Equal(trial.Host.Time.GetUtcNow() + TimeSpan.FromDays(7), asked.ExpiresAt);
        trial.Open("d");
        await trial.Execution.ApproveAsync(asked.Token!);
        await trial.ClosesAsync("Succeeded [check: Succeeded (qa=Succeeded); deploy: Succeeded (d=Succeeded)]");
    });

    [Theory]
    [InlineData(StageRetryMode.FailedActions, false)]
    [InlineData(StageRetryMode.AllActions, false)]
    [InlineData(StageRetryMode.FailedActions, true)]
    [InlineData(StageRetryMode.AllActions, true)]
    public Task A_retry_of_a_stage_that_was_rejected_or_expired_asks_afresh(StageRetryMode mode, bool expires) => RunAsync("build: a qa, b; deploy: d", async trial =>
    {
        trial.Open("a", "b", "d");
        string first = await trial.TokenAsync("qa");
        await (expires ? trial.Host.AdvanceAsync(TimeSpan.FromDays(7)) : trial.RejectAsync("qa"));
        await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
        string status = expires ? "Expired" : "Rejected";
        await trial.IsAsync($"{status} [build: {status} (a=Succeeded, qa={status}, b=NotRun); deploy: NotRun (d=NotRun)]");

        await trial.Execution.RetryStageAsync("build", mode);

        ApprovalSnapshot asked = await trial.Execution.AskedAsync("qa");
        Assert.NotEqual(first, asked.Token);
        Assert.Equal((null, trial.Host.Time.GetUtcNow() + TimeSpan.FromDays(7)), (asked.Answer, asked.ExpiresAt));
        OrchestrationException refusal = await trial.RefusedAsync(ErrorCode.ApprovalClosed, execution => execution.ApproveAsync(first));
        Assert.Equal("Waiting", refusal.ActualStatus);
        await trial.RefusedAsync(ErrorCode.ApprovalClosed, execution => execution.RejectAsync(first));
        await trial.Execution.ApproveAsync(asked.Token!);
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, qa=Succeeded, b=Succeeded); deploy: Succeeded (d=Succeeded)]");
        await trial.RefusedAsync(ErrorCode.ApprovalClosed, execution => execution.ApproveAsync(first));
        ExecutionSnapshot end = await trial.Execution.GetAsync();
        Assert.Equal((2, mode == StageRetryMode.AllActions ? 2 : 1), (end["build"]["qa"].Attempt, end["build"]["a"].Attempt));
        Assert.Equal([1, 2], (await trial.EventsAsync<ApprovalRequested>()).Select(one => one.Attempt));
    });

    [Fact]
    public Task A_retry_of_the_failed_actions_keeps_what_was_given_and_one_of_all_asks_again() => RunAsync("build: qa, b", async trial =>
    {
        trial.Fail("b");
        string first = await trial.TokenAsync("qa");
        await trial.ApproveAsync("qa");
        await trial.ClosesAsync("Failed [build: Failed (qa=Succeeded, b=Failed)]");

        await trial.Execution.RetryStageAsync("build");
        await trial.ClosesAsync("Failed [build: Failed (qa=Succeeded, b=Failed)]");
        Assert.Single(await trial.EventsAsync<ApprovalRequested>());

        trial.Open("b");
        await trial.Execution.RetryStageAsync("build", StageRetryMode.AllActions);
        Assert.NotEqual(first, await trial.TokenAsync("qa"));
        Assert.Null((await trial.Execution.ApprovalAsync("qa"))!.Answer);
        await trial.ApproveAsync("qa");
        await trial.ClosesAsync("Succeeded [build: Succeeded (qa=Succeeded, b=Succeeded)]");
    });

    [Fact]
    public Task A_retry_while_it_is_still_asked_for_leaves_it_open() => RunAsync("build: qa a", async trial =>
    {
        string token = await trial.TokenAsync("qa");
        trial.Fail("a");
        await trial.UntilAsync("Running [build: Running (qa=Waiting, a=Failed)]");
        trial.Open("a");

        await trial.Execution.RetryStageAsync("build");

        await trial.UntilAsync("Running [build: Running (qa=Waiting, a=Succeeded)]");
        await trial.Execution.ApproveAsync(token);
        await trial.ClosesAsync("Succeeded [build: Succeeded (qa=Succeeded, a=Succeeded)]");
    });

    [Fact]
    public Task A_rejection_beside_running_siblings_is_taken_back_by_a_retry() => RunAsync("build: qa a", async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.RejectAsync("qa");
        await trial.Execution.RetryStageAsync("build");
        await trial.ApproveAsync("qa");
        trial.Open("a");
        await trial.ClosesAsync("Succeeded [build: Succeeded (qa=Succeeded, a=Succeeded)]");
    });

    private static Task RunAsync(string sketch, Func<Trial, Task> body) => Trial.RunAsync(sketch, ApprovalProbe.Setup("qa"), body);
}
