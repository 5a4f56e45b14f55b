using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>How long an approval may be answered, whoever is up meanwhile, and what it costs to wait.</summary>
public sealed class ApprovalTimeTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);

    [Fact]
    public Task Unless_it_says_otherwise_an_approval_expires_after_seven_days() => RunAsync("build: qa, b; deploy: d", async trial =>
    {
        ApprovalSnapshot asked = await trial.Execution.AskedAsync("qa");
        Assert.Equal(asked.RequestedAt + TimeSpan.FromDays(7), asked.ExpiresAt);
        await trial.Host.AdvanceAsync(TimeSpan.FromDays(7) - Moment);
        await trial.IsAsync("Running [build: Running (qa=Waiting, b=Pending); deploy: Pending (d=Pending)]");

        await trial.Host.AdvanceAsync(Moment);

        await trial.IsAsync("Expired [build: Expired (qa=Expired, b=NotRun); deploy: NotRun (d=NotRun)]");
        ExecutionSnapshot end = await trial.Execution.GetAsync();
        Assert.Equal(
            (ReasonCode.TimeLimit, ReasonCode.TimeLimit, ReasonCode.TimeLimit),
            (end["build"]["qa"].Reason, end["build"].Reason, end.Summary.ClosedReason));
        Assert.Equal((false, null), (end["build"]["qa"].Approval!.IsPending, end["build"]["qa"].Approval!.Answer));
        OrchestrationException refusal = await trial.RefusedAsync(ErrorCode.ApprovalClosed, execution => execution.ApproveAsync(asked.Token!));
        Assert.Equal("Expired", refusal.ActualStatus);
    });

    [Fact]
    public Task Its_clock_goes_on_while_the_host_is_down() => RunAsync("build: qa", async trial =>
    {
        string token = await trial.TokenAsync("qa");
        await trial.Host.CrashAsync();
        trial.Host.Time.Advance(TimeSpan.FromDays(3));
        await trial.RestartAsync();
        Assert.True((await trial.Execution.ApprovalAsync("qa"))!.IsPending);
        await trial.Host.AdvanceAsync(TimeSpan.FromDays(4) - Moment);
        Assert.True((await trial.Execution.ApprovalAsync("qa"))!.IsPending);

        await trial.Host.AdvanceAsync(Moment);

        await trial.IsAsync("Expired [build: Expired (qa=Expired)]");
        await trial.RefusedAsync(ErrorCode.ApprovalClosed, execution => execution.RejectAsync(token));
    });

    [Fact]
    public Task An_expiry_while_the_host_was_down_is_decided_at_the_next_start() => RunAsync("build: qa, b", async trial =>
    {
        await trial.TokenAsync("qa");
        await trial.Host.CrashAsync();
        trial.Host.Time.Advance(TimeSpan.FromDays(8));

        await trial.RestartAsync();

        await trial.IsAsync("Expired [build: Expired (qa=Expired, b=NotRun)]");
        ExecutionClosed closed = Assert.Single(await trial.EventsAsync<ExecutionClosed>());
        Assert.Equal(trial.Host.Time.GetUtcNow(), closed.At);
    });

    [Fact]
    public async Task An_expiry_while_the_host_was_down_comes_before_every_answer()
    {
        await using HeldStore store = new();
        TrialSetup setup = ApprovalProbe.Setup("qa");
        setup.OpenStore = () => store;
        await Trial.RunAsync("build: qa", setup, async trial =>
        {
            string token = await trial.TokenAsync("qa");
            await trial.Host.CrashAsync();
            trial.Host.Time.Advance(TimeSpan.FromDays(8));
            store.Reads = new Gate("reads");
            await trial.RestartAsync();
            await store.Reads.ReachedAsync().WithinAsync(trial.Host.Describe);
            Task<Receipt> approve = trial.Execution.ApproveAsync(token);
            store.Reads.Open();

            OrchestrationException refusal = await Assert.ThrowsAsync<OrchestrationException>(() => approve.WithinAsync(trial.Host.Describe));
            Assert.Equal(ErrorCode.ApprovalClosed, refusal.Code);
            await trial.IsAsync("Expired [build: Expired (qa=Expired)]");
        });
    }

    [Fact]
    public Task A_crash_leaves_it_open_with_the_same_token() => RunAsync("build: qa, b", async trial =>
    {
        ApprovalSnapshot asked = await trial.Execution.AskedAsync("qa");
        await trial.CrashAndRestartAsync();
        Assert.Equal(asked, await trial.Execution.ApprovalAsync("qa"));
        Assert.Single(await trial.EventsAsync<ApprovalRequested>());

        await trial.Execution.ApproveAsync(asked.Token!);

        trial.Open("b");
        await trial.ClosesAsync("Succeeded [build: Succeeded (qa=Succeeded, b=Succeeded)]");
    });

    [Fact]
    public async Task While_it_waits_it_holds_no_thread_and_no_timer_of_its_own()
    {
        string[] many = [.. Enumerable.Range(0, 100).Select(number => $"qa{number}")];
        TrialSetup setup = ApprovalProbe.Setup(many);
        await Trial.RunAsync($"build: {string.Join(' ', many)}", setup, async trial =>
        {
            for (int count = 0; count < 20; count++)
            {
                await trial.StartAgainAsync();
            }

            await trial.Host.IdleAsync();
            Assert.Equal(1, trial.Host.Time.TimerCount);
            ExecutionSnapshot snapshot = await trial.Execution.GetAsync();
            Assert.All(snapshot["build"].Actions, action => Assert.Equal(ActionStatus.Waiting, action.Status));
            Assert.Equal(snapshot["build"].Actions[0].Approval!.ExpiresAt, trial.Host.Time.NextTimer);
        });
    }

    [Fact]
    public async Task Each_expires_at_its_own_time()
    {
        TrialSetup setup = new();
        setup.Approvals["one"] = approval => approval.ExpiresAfter(TimeSpan.FromHours(3));
        setup.Approvals["two"] = approval => approval.ExpiresAfter(TimeSpan.FromHours(1));
        setup.Approvals["three"] = approval => approval.ExpiresAfter(TimeSpan.FromHours(2));
        await Trial.RunAsync("build: one two three", setup, async trial =>
        {
            string three = await trial.TokenAsync("three");
            await trial.Host.AdvanceAsync(TimeSpan.FromHours(1));
            await trial.IsAsync("Running [build: Running (one=Waiting, two=Expired, three=Waiting)]");
            await trial.Execution.ApproveAsync(three);
            await trial.Host.AdvanceAsync(TimeSpan.FromHours(1));
            await trial.IsAsync("Running [build: Running (one=Waiting, two=Expired, three=Succeeded)]");
            await trial.Host.AdvanceAsync(TimeSpan.FromHours(1));
            await trial.IsAsync("Expired [build: Expired (one=Expired, two=Expired, three=Succeeded)]");
        });
    }

    private static Task RunAsync(string sketch, Func<Trial, Task> body) => Trial.RunAsync(sketch, ApprovalProbe.Setup("qa"), body);
}
