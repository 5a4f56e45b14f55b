using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Whatever closes otherwise than by its own success says why, when, and by whose command, if by one.</summary>
public sealed class CrossCauseTests
{
    [Fact]
    public Task XC_12_What_was_rejected_names_the_first_rejection_at_every_level() => RunAsync("build: qa ops a, b; deploy: d", async trial =>
    {
        await trial.ReachedAsync("a");
        string qa = await trial.TokenAsync("qa");
        Receipt first = await trial.As("ada").RejectAsync(await trial.TokenAsync("ops"), "too early");
        await trial.As("bob").RejectAsync(qa, "too late");
        await trial.Host.AdvanceAsync(TimeSpan.FromHours(1));
        trial.Open("a");
        await trial.ClosesAsync("Rejected [build: Rejected (qa=Rejected, ops=Rejected, a=Succeeded, b=NotRun); deploy: NotRun (d=NotRun)]");

        ExecutionSnapshot end = await trial.Execution.GetAsync();
        Assert.Equal((ReasonCode.Rejected, "ada", "too early"), (end.Summary.ClosedReason, end.Summary.ClosedBy, end.Summary.ClosedText));
        Assert.Equal((ReasonCode.Rejected, first.CommandId), (end["build"].Reason, end["build"].CommandId));
        Assert.Equal((ReasonCode.Rejected, first.CommandId), (end["build"]["ops"].Reason, end["build"]["ops"].CommandId));
        Assert.NotEqual(first.CommandId, end["build"]["qa"].CommandId);
        Assert.Equal((ReasonCode.EarlierFailure, null), (end["build"]["b"].Reason, end["build"]["b"].CommandId));
        ExecutionClosed closed = Assert.Single(await trial.EventsAsync<ExecutionClosed>());
        Assert.Equal((first.CommandId, "ada", "too early"), (closed.CommandId!.Value, closed.Actor, closed.Text));
        Assert.Equal("ada", (await trial.EventsAsync<StageClosed>())[0].Actor);
    });

    [Fact]
    public Task XC_12_Where_a_failure_outweighs_a_rejection_nobody_is_blamed() => RunAsync("build: qa a", async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.RejectAsync("qa");
        trial.Fail("a");
        await trial.ClosesAsync("Failed [build: Failed (qa=Rejected, a=Failed)]");
        ExecutionSnapshot end = await trial.Execution.GetAsync();
        Assert.Equal((ReasonCode.ActionFailed, null, null), (end.Summary.ClosedReason, end.Summary.ClosedBy, end["build"].CommandId));
    });

    [Fact]
    public Task XC_12_What_expired_says_so_and_names_no_command() => RunAsync("build: qa; deploy: d", async trial =>
    {
        await trial.TokenAsync("qa");
        await trial.Host.AdvanceAsync(TimeSpan.FromDays(7));
        await trial.IsAsync("Expired [build: Expired (qa=Expired); deploy: NotRun (d=NotRun)]");
        ExecutionSnapshot end = await trial.Execution.GetAsync();
        DateTimeOffset now = trial.Host.Time.GetUtcNow();
        Assert.Equal((ReasonCode.TimeLimit, null, now), (end.Summary.ClosedReason, end.Summary.ClosedBy, end.Summary.ClosedAt!.Value));
        Assert.Equal((ReasonCode.TimeLimit, null, now), (end["build"].Reason, end["build"].CommandId, end["build"].ClosedAt!.Value));
        Assert.Equal((ReasonCode.TimeLimit, null, now), (end["build"]["qa"].Reason, end["build"]["qa"].CommandId, end["build"]["qa"].ClosedAt!.Value));
    });

    [Fact]
    public async Task XC_12_What_was_superseded_names_the_execution_that_came()
    {
        TrialSetup setup = new() { Define = define => define.Mode(ExecutionMode.Supersede) };
        await Trial.RunAsync("build: a; deploy: d", setup, async trial =>
        {
            ExecutionHandle newer = await SupersedeAsync(trial);
            ExecutionSnapshot end = await trial.Execution.GetAsync();
            Assert.Equal("Superseded [build: Succeeded (a=Succeeded); deploy: NotRun (d=NotRun)]", end.Describe());
            Assert.Equal((ReasonCode.Superseded, newer.Id), (end.Summary.ClosedReason, end.Summary.SupersededBy!.Value));
            Assert.Equal(trial.Host.Time.GetUtcNow(), end.Summary.ClosedAt);
            Assert.Equal((ReasonCode.Superseded, ReasonCode.Superseded), (end["deploy"].Reason, end["deploy"]["d"].Reason));
        });
    }

    [Fact]
    public async Task CP_31_A_superseded_execution_is_not_stoppable()
    {
        TrialSetup setup = new() { Define = define => define.Mode(ExecutionMode.Supersede) };
        await Trial.RunAsync("build: a; deploy: d", setup, async trial =>
        {
            await SupersedeAsync(trial);
            await RefusesEveryStopAsync(trial, "Superseded");
        });
    }

    [Fact]
    public Task CP_32_An_invalidated_execution_is_not_stoppable() => RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.CrashAndRestartAsync(_ => { });
        await trial.Host.AdvanceAsync(TimeSpan.FromHours(1));
        await trial.IsAsync("Invalidated [build: Failed (a=Abandoned)]");
        await RefusesEveryStopAsync(trial, "Invalidated");
        await trial.CrashAndRestartAsync();
        await RefusesEveryStopAsync(trial, "Invalidated");
    });

    /// <summary>The trial's execution waits at a gate, where another one arrives.</summary>
    private static async Task<ExecutionHandle> SupersedeAsync(Trial trial)
    {
        await trial.Orchestrator.DisableGateAsync("release", "deploy", "freeze");
        trial.Open("a");
        await trial.UntilAsync("Running [build: Succeeded (a=Succeeded); deploy: Waiting (d=Pending)]");
        ExecutionHandle newer = await trial.StartAgainAsync();
        await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
        return newer;
    }

    private static async Task RefusesEveryStopAsync(Trial trial, string status)
    {
        foreach (StopMode mode in Enum.GetValues<StopMode>())
        {
            OrchestrationException stop = await trial.RefusedAsync(ErrorCode.NotStoppable, execution => execution.StopAsync(mode));
            OrchestrationException abort = await trial.RefusedAsync(ErrorCode.NotStoppable, execution => execution.AbortAsync(mode));
            Assert.Equal((status, status), (stop.ActualStatus, abort.ActualStatus));
        }

        Receipt receipt = await trial.Execution.StopAsync(new StopRequest { OnDuplicate = OnDuplicate.ReturnExisting });
        Assert.False(receipt.HasEffect);
    }

    private static Task RunAsync(string sketch, Func<Trial, Task> body) => Trial.RunAsync(sketch, ApprovalProbe.Setup("qa", "ops"), body);
}
