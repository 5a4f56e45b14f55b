using Orchestration.Permissions;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>What a stop is refused with, and what a refusal leaves behind.</summary>
public sealed class StopRefusalTests
{
    private static readonly StopMode[] Modes = Enum.GetValues<StopMode>();

    [Fact]
    public Task CP_28_A_succeeded_execution_is_not_stoppable() => Trial.RunAsync("build: a", async trial =>
    {
        trial.Open("a");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
        await RefusesEveryStopAsync(trial, "Succeeded");
    });

    [Fact]
    public Task CP_29_A_failed_execution_is_not_stoppable() => Trial.RunAsync("build: a", async trial =>
    {
        trial.Fail("a");
        await trial.ClosesAsync("Failed [build: Failed (a=Failed)]");
        await RefusesEveryStopAsync(trial, "Failed");
    });

    [Fact]
    public Task CP_30_A_stopped_execution_is_not_stoppable() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.StopAsync(StopMode.Abandon);
        await RefusesEveryStopAsync(trial, "Stopped");
    });

    [Fact]
    public Task CP_33_An_unknown_execution_is_not_found() => Trial.RunAsync("build: a", async trial =>
    {
        ExecutionHandle unknown = trial.Orchestrator.GetHandle(new ExecutionId(Guid.NewGuid()));
        foreach (StopMode mode in Modes)
        {
            OrchestrationException refusal = await trial.RefusedAsync(ErrorCode.ExecutionNotFound, _ => unknown.StopAsync(mode));
            Assert.Equal((Verb.Stop, unknown.Id), (refusal.Verb, refusal.Target?.Execution));
        }

        StopRequest tolerant = new() { OnDuplicate = OnDuplicate.ReturnExisting };
        await trial.RefusedAsync(ErrorCode.ExecutionNotFound, _ => unknown.StopAsync(tolerant));
    });

    [Fact]
    public Task CP_35_A_reason_has_at_most_200_characters() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");

        await trial.RefusedAsync(ErrorCode.InvalidRequest, execution => execution.StopAsync(reason: new string('x', 201)));

        Receipt receipt = await trial.StopAsync(reason: new string('x', 200));
        Assert.Equal(200, receipt.Command.Reason?.Length);
    });

    [Fact]
    public Task CP_36_History_and_lists_show_reason_and_actor() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        DateTimeOffset before = trial.Host.Time.GetUtcNow();
        Receipt receipt = await trial.As("ada").StopAsync(StopMode.Abandon, "wrong tag");
        await receipt.SettledAsync();

        ExecutionSummary listed = Assert.Single((await trial.Orchestrator.ListAsync(new ExecutionQuery())).Executions);
        Assert.Equal((ExecutionStatus.Stopped, ReasonCode.StopRequested, "ada", "wrong tag"), (listed.Status, listed.ClosedReason, listed.ClosedBy, listed.ClosedText));
        Assert.Equal(listed, Assert.Single(await trial.Execution.HistoryAsync()), Summaries);
        StopRequested requested = Assert.Single(await trial.EventsAsync<StopRequested>());
        Assert.Equal(("ada", "wrong tag", before), (requested.Actor, requested.Reason, requested.At));
        ExecutionClosed closed = Assert.Single(await trial.EventsAsync<ExecutionClosed>());
        Assert.Equal(("ada", "wrong tag", receipt.CommandId), (closed.Actor, closed.Text, closed.CommandId));
        CommandSnapshot command = (await trial.Execution.GetAsync()).Commands[^1];
        Assert.Equal(("ada", "wrong tag", Verb.Stop), (command.Actor, command.Reason, command.Verb));
    });

    [Fact]
    public Task CP_37_Nothing_but_a_retry_brings_a_stopped_execution_back() => Trial.RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.StopAsync(StopMode.Abandon);

        await trial.RefusedAsync(ErrorCode.NotStoppable, execution => execution.StopAsync());
        await trial.RefusedAsync(ErrorCode.NotStoppable, execution => execution.AbortAsync(StopMode.Abandon));
        await trial.CrashAndRestartAsync();
        await trial.Host.AdvanceAsync(TimeSpan.FromDays(365));
        await trial.IsAsync("Stopped [build: Stopped (a=Abandoned)]");

        await trial.Execution.RetryStageAsync("build");
        await trial.Gate("a").ReachedAsync(2);
        await trial.IsAsync("Running [build: Running (a=Running)]");
    });

    [Fact]
    public Task CP_38_The_list_of_stoppable_executions_has_only_open_ones() => Trial.RunAsync("build: a", async trial =>
    {
        ExecutionHandle stopping = await trial.StartAgainAsync();
        ExecutionHandle stopped = await trial.StartAgainAsync();
        await trial.Gate("a").ReachedAsync(3);
        await stopping.StopAsync();
        await (await stopped.StopAsync(StopMode.Abandon)).SettledAsync();
        trial.Gate("b").Open();

        ExecutionPage page = await trial.Orchestrator.ListAsync(new ExecutionQuery { StoppableOnly = true, OldestFirst = true });

        Assert.Equal([trial.Execution.Id, stopping.Id], page.Executions.Select(one => one.Id));
        Assert.All(page.Executions, one => Assert.False(one.IsClosed));
        trial.Open("a");
        await trial.Execution.WaitAsync();
        await stopping.WaitAsync();
        Assert.Empty((await trial.Orchestrator.ListAsync(new ExecutionQuery { StoppableOnly = true })).Executions);
    });

    [Fact]
    public async Task CP_70_Without_the_permission_a_stop_is_denied_and_audited()
    {
        TrialSetup setup = new() { Configure = builder => builder.UsePermissions<OnlyAdaMayStop>() };
        await Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            Guid id = Guid.NewGuid();

            OrchestrationException refusal = await trial.RefusedAsync(
                ErrorCode.PermissionDenied, _ => trial.As("bob").StopAsync(new StopRequest { Reason = "now", CommandId = id }));

            Assert.Equal((Verb.Stop, trial.Execution.Id), (refusal.Verb, refusal.Target?.Execution));
            AuditEntry entry = Assert.Single(await trial.Orchestrator.ReadAuditAsync());
            Assert.Equal(("bob", Verb.Stop, ErrorCode.PermissionDenied, "now", id), (entry.Actor, entry.Verb, entry.Code, entry.Reason, entry.CommandId));
            Assert.Equal((trial.Execution.Id, trial.Host.Time.GetUtcNow()), (entry.Execution, entry.At));
            await trial.IsAsync("Running [build: Running (a=Running)]");
            Assert.Null(await trial.Orchestrator.FindReceiptAsync(id));

            ExecutionHandle unknown = trial.Host.As("bob").GetHandle(new ExecutionId(Guid.NewGuid()));
            await trial.RefusedAsync(ErrorCode.PermissionDenied, _ => unknown.StopAsync());
            await trial.As("ada").StopAsync();
            await trial.UntilAsync("Stopping [build: Stopping (a=Running)]");
        });
    }

    private static async Task RefusesEveryStopAsync(Trial trial, string status)
    {
        foreach (StopMode mode in Modes)
        {
            OrchestrationException refusal = await trial.RefusedAsync(ErrorCode.NotStoppable, execution => execution.StopAsync(mode));
            Assert.Equal((Verb.Stop, trial.Execution.Id, status), (refusal.Verb, refusal.Target?.Execution, refusal.ActualStatus));
            Assert.Equal(
                ["Queued", "Running", "Stopping", "Pausing", "Paused", "RollingBack", .. mode == StopMode.Abandon ? (string[])["Finalizing"] : []],
                refusal.AllowedStatuses);
            Assert.Null(refusal.IntentInForce);
        }
    }

    private static IEqualityComparer<ExecutionSummary> Summaries { get; } = EqualityComparer<ExecutionSummary>.Create(
        (one, other) => one! with { Labels = other!.Labels } == other, summary => summary.Id.GetHashCode());

    private sealed class OnlyAdaMayStop : IPermissionEvaluator
    {
        public ValueTask<bool> IsAllowedAsync(PermissionRequest request, CancellationToken cancellationToken) =>
            ValueTask.FromResult(request.Permission != Permission.Stop || request.Caller.Identity?.Name == "ada");
    }
}
