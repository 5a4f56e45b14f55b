using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>A stop that waits leaves an approval open; a stronger one withdraws it at once.</summary>
public sealed class ApprovalStopTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public Task CP_15_Under_a_stop_that_waits_an_approval_may_still_be_given() => RunAsync("build: qa, b; deploy: d", async trial =>
    {
        string token = await trial.TokenAsync("qa");
        Receipt stop = await trial.StopAsync();
        await trial.IsAsync("Stopping [build: Stopping (qa=Waiting, b=NotRun); deploy: Pending (d=Pending)]");

        await trial.Execution.ApproveAsync(token);

        await trial.ClosesAsync("Stopped [build: Stopped (qa=Succeeded, b=NotRun); deploy: NotRun (d=NotRun)]");
        Settlement settled = await stop.SettledAsync().WithinAsync(trial.Host.Describe);
        Assert.Equal(["build/qa"], settled.Finished);
        Assert.Equal((0, 0), (trial.Gate("b").Arrivals, trial.Gate("d").Arrivals));
        Assert.Equal(ReasonCode.Approved, (await trial.Execution.GetAsync())["build"]["qa"].Reason);
    });

    [Fact]
    public Task CP_15_A_rejection_under_a_stop_leaves_the_execution_stopped() => RunAsync("build: qa, b", async trial =>
    {
        await trial.StopAsync();
        await trial.RejectAsync("qa");
        await trial.ClosesAsync("Stopped [build: Stopped (qa=Rejected, b=NotRun)]");
        Assert.Equal(ReasonCode.StopRequested, (await trial.Execution.GetAsync()).Summary.ClosedReason);
    });

    [Fact]
    public Task CP_16_Under_a_stop_that_waits_an_approval_expires_at_its_time() => RunAsync("build: qa, b", async trial =>
    {
        Receipt stop = await trial.StopAsync();
        await trial.Host.AdvanceAsync(Hour - TimeSpan.FromTicks(1));
        await trial.IsAsync("Stopping [build: Stopping (qa=Waiting, b=NotRun)]");

        await trial.Host.AdvanceAsync(TimeSpan.FromTicks(1));

        await trial.IsAsync("Stopped [build: Stopped (qa=Expired, b=NotRun)]");
        Assert.Equal(ExecutionStatus.Stopped, (await stop.SettledAsync().WithinAsync(trial.Host.Describe)).Status);
    });

    [Fact]
    public Task CP_27_A_stop_that_abandons_withdraws_the_approval() => RunAsync("build: qa, b", async trial =>
    {
        string token = await trial.TokenAsync("qa");
        Receipt stop = await trial.StopAsync(StopMode.Abandon);

        await trial.ClosesAsync("Stopped [build: Stopped (qa=Abandoned, b=NotRun)]");
        OrchestrationException refusal = await trial.RefusedAsync(ErrorCode.ApprovalClosed, execution => execution.ApproveAsync(token));
        Assert.Equal("Abandoned", refusal.ActualStatus);
        await trial.RefusedAsync(ErrorCode.ApprovalClosed, execution => execution.RejectAsync(token));
        ExecutionSnapshot end = await trial.Execution.GetAsync();
        Assert.Equal((stop.CommandId, ReasonCode.StopRequested), (end["build"]["qa"].CommandId, end["build"]["qa"].Reason));
        Assert.False(end["build"]["qa"].Approval!.IsPending);
        Assert.Empty(end.Orphans);
        Assert.Equal(["build/qa"], (await stop.SettledAsync().WithinAsync(trial.Host.Describe)).Abandoned);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task HA_21_An_abort_that_cancels_withdraws_the_approval_at_once(bool ofStage) => RunAsync("build: qa a, b", async trial =>
    {
        string token = await trial.TokenAsync("qa");
        await trial.ReachedAsync("a");
        DateTimeOffset now = trial.Host.Time.GetUtcNow();

        Receipt abort = await trial.Execution.AbortAsync(new AbortRequest { Mode = StopMode.Cancel, Stage = ofStage ? "build" : null });

        await trial.ClosesAsync("Aborted [build: Aborted (qa=Aborted, a=Aborted, b=NotRun)]");
        ExecutionSnapshot end = await trial.Execution.GetAsync();
        Assert.Equal((now, now), (end.Summary.ClosedAt, end["build"]["qa"].ClosedAt));
        Assert.Equal((abort.CommandId, ReasonCode.AbortRequested), (end["build"]["qa"].CommandId, end["build"]["qa"].Reason));
        await trial.RefusedAsync(ErrorCode.ApprovalClosed, execution => execution.ApproveAsync(token));
        Assert.Equal(["build/a", "build/qa"], (await abort.SettledAsync().WithinAsync(trial.Host.Describe)).Cancelled.Order());
    });

    [Fact]
    public Task HA_21_Alone_it_closes_without_any_grace() => RunAsync("build: qa", async trial =>
    {
        await trial.TokenAsync("qa");
        Receipt abort = await trial.Execution.AbortAsync(StopMode.Cancel);
        await abort.SettledAsync().WithinAsync(trial.Host.Describe);
        await trial.IsAsync("Aborted [build: Aborted (qa=Aborted)]");
    });

    [Fact]
    public Task A_stop_that_waits_until_a_deadline_then_cancels_the_approval() => RunAsync("build: qa, b", async trial =>
    {
        string token = await trial.TokenAsync("qa");
        await trial.StopAsync(new StopRequest { Deadline = TimeSpan.FromMinutes(10) });
        await trial.Host.AdvanceAsync(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        await trial.IsAsync("Stopping [build: Stopping (qa=Waiting, b=NotRun)]");

        await trial.Host.AdvanceAsync(TimeSpan.FromTicks(1));

        await trial.IsAsync("Stopped [build: Stopped (qa=Aborted, b=NotRun)]");
        await trial.RefusedAsync(ErrorCode.ApprovalClosed, execution => execution.ApproveAsync(token));
    });

    [Fact]
    public Task Where_deadline_and_expiry_fall_together_it_has_expired_and_the_stop_settles() => RunAsync("build: qa, b", async trial =>
    {
        Receipt stop = await trial.StopAsync(new StopRequest { Deadline = Hour });
        await trial.Host.AdvanceAsync(Hour);
        await stop.SettledAsync().WithinAsync(trial.Host.Describe);
        await trial.IsAsync("Stopped [build: Stopped (qa=Expired, b=NotRun)]");
    });

    [Theory]
    [InlineData(StopMode.Cancel, ActionStatus.Aborted)]
    [InlineData(StopMode.Abandon, ActionStatus.Abandoned)]
    public Task A_stronger_stop_over_one_that_waits_withdraws_the_approval(StopMode mode, ActionStatus status) => RunAsync("build: qa", async trial =>
    {
        await trial.StopAsync();
        await trial.StopAsync(mode);
        await trial.ClosesAsync($"Stopped [build: Stopped (qa={status})]");
    });

    [Fact]
    public Task Under_a_stop_that_waits_it_is_still_open_after_a_crash() => RunAsync("build: qa a", async trial =>
    {
        string token = await trial.TokenAsync("qa");
        await trial.ReachedAsync("a");
        await trial.StopAsync();

        await trial.CrashAndRestartAsync();

        await trial.IsAsync("Stopping [build: Stopping (qa=Waiting, a=Abandoned)]");
        await trial.Execution.ApproveAsync(token);
        await trial.ClosesAsync("Stopped [build: Stopped (qa=Succeeded, a=Abandoned)]");
    });

    [Theory]
    [InlineData(StopMode.Wait, Disposition.Drain)]
    [InlineData(StopMode.Cancel, Disposition.Signal)]
    [InlineData(StopMode.Abandon, Disposition.Abandon)]
    public Task A_preview_says_what_would_become_of_it(StopMode mode, Disposition expected) => RunAsync("build: qa, b", async trial =>
    {
        await trial.TokenAsync("qa");
        Preview preview = await trial.Execution.PreviewAsync(new StopRequest { Mode = mode });
        Assert.Equal(
            [("qa", ActionStatus.Waiting, expected), ("b", ActionStatus.Pending, Disposition.NotRun)],
            preview.Actions.Select(action => (action.Action, action.Status, action.Disposition)));
    });

    [Fact]
    public Task A_preview_of_a_retry_beside_it_leaves_it_open() => RunAsync("build: qa a, b", async trial =>
    {
        await trial.TokenAsync("qa");
        trial.Fail("a");
        await trial.UntilAsync("Running [build: Running (qa=Waiting, a=Failed, b=Pending)]");
        Preview preview = await trial.Execution.PreviewAsync(new RetryStageRequest("build"));
        Assert.Equal(
            [("qa", Disposition.Unchanged), ("a", Disposition.Run), ("b", Disposition.Run)],
            preview.Actions.Select(action => (action.Action, action.Disposition)));
    });

    [Theory]
    [InlineData(8, "Expired")]
    [InlineData(0, "Aborted")]
    public Task What_fell_due_under_a_stop_while_the_host_was_down_is_decided_at_the_next_start(int days, string status) => RunAsync("build: qa a, b", async trial =>
    {
        string token = await trial.TokenAsync("qa");
        await trial.StopAsync(new StopRequest { Deadline = days > 0 ? null : TimeSpan.FromMinutes(10) });
        await trial.Host.CrashAsync();
        trial.Host.Time.Advance(days > 0 ? TimeSpan.FromDays(days) : TimeSpan.FromMinutes(30));

        await trial.RestartAsync();

        await trial.IsAsync($"Stopped [build: Stopped (qa={status}, a=Abandoned, b=NotRun)]");
        await trial.RefusedAsync(ErrorCode.ApprovalClosed, execution => execution.ApproveAsync(token));
    });

    private static async Task RunAsync(string sketch, Func<Trial, Task> body)
    {
        TrialSetup setup = new();
        setup.Approvals["qa"] = approval => approval.ExpiresAfter(Hour);
        await Trial.RunAsync(sketch, setup, body);
    }
}
