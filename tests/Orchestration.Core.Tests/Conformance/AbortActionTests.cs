using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>The abort of one action: its strategy lets the stage go on, or fails it.</summary>
public sealed class AbortActionTests
{
    private const string Sketch = "build: a b, c; deploy: d";
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Theory]
    [InlineData(false, "Failed [build: Failed (a=Aborted, b=Succeeded, c=NotRun); deploy: NotRun (d=NotRun)]")]
    [InlineData(true, "Succeeded [build: Succeeded (a=Aborted, b=Succeeded, c=Succeeded); deploy: Succeeded (d=Succeeded)]")]
    public Task HA_30_An_aborted_action_stays_aborted_and_its_strategy_says_what_becomes_of_the_stage(bool ignores, string end)
    {
        TrialSetup setup = ActionStops.Setup("a");
        return Trial.RunAsync(Sketch, ignores ? setup.OnFailure("a", FailureStrategy.Ignore) : setup, async trial =>
        {
            await trial.ReachedAsync("a", "b");
            Receipt receipt = await trial.AbortAsync("a", reason: "flaky");
            await trial.UntilAsync("Running [build: Running (a=Aborted, b=Running, c=Pending); deploy: Pending (d=Pending)]");
            Settlement settlement = await trial.SettlesAsync(receipt);
            Assert.Equal(["build/a"], settlement.Cancelled);
            Assert.Equal((ExecutionStatus.Running, 0, 0, 0), (settlement.Status, settlement.Finished.Count, settlement.Abandoned.Count, settlement.NotRun.Count));

            trial.Open("b", "c", "d");

            await trial.ClosesAsync(end);
            ExecutionSnapshot snapshot = await trial.Execution.GetAsync();
            ActionSnapshot action = snapshot["build"]["a"];
            Assert.Equal((ReasonCode.AbortRequested, receipt.CommandId, ignores), (action.Reason, action.CommandId, action.IsForgiven));
            if (!ignores)
            {
                Assert.Equal((ReasonCode.ActionAborted, receipt.CommandId), (snapshot["build"].Reason, snapshot["build"].CommandId));
                Assert.Equal((ReasonCode.ActionAborted, "anonymous", "flaky"), (snapshot.Summary.ClosedReason, snapshot.Summary.ClosedBy, snapshot.Summary.ClosedText));
            }
        });
    }

    [Fact]
    public Task Under_succeed_the_stage_goes_on_too() => Trial.RunAsync("build: a, b", ActionStops.Setup("a").OnFailure("a", FailureStrategy.Succeed), async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.AbortAsync("a");
        trial.Open("b");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Aborted, b=Succeeded)]");
    });

    [Theory]
    [InlineData(AbortResolution.Succeeded, "Succeeded [build: Succeeded (a=Succeeded, b=Succeeded)]", ReasonCode.AbortedAsSucceeded)]
    [InlineData(AbortResolution.Failed, "Failed [build: Failed (a=Failed, b=NotRun)]", ReasonCode.AbortedAsFailed)]
    public Task HA_27_The_request_may_resolve_the_abort(AbortResolution resolution, string end, ReasonCode reason) =>
        Trial.RunAsync("build: a, b", ActionStops.Setup("a"), async trial =>
        {
            await trial.ReachedAsync("a");
            trial.Open("b");

            Receipt receipt = await trial.AbortAsync("a", resolution: resolution);

            await trial.ClosesAsync(end);
            Assert.Equal((reason, receipt.CommandId), ((await trial.ActionAsync("a")).Reason, (await trial.ActionAsync("a")).CommandId));
            Assert.Equal(["build/a"], (await trial.SettlesAsync(receipt)).Cancelled);
        });

    [Fact]
    public Task HA_27_Aborted_as_failed_it_follows_its_strategy_but_is_not_retried() =>
        Trial.RunAsync("build: a, b", ActionStops.Setup("a").OnFailure("a", FailureStrategy.Retry(3, then: FailureStrategy.Ignore)), async trial =>
        {
            await trial.ReachedAsync("a");
            trial.Open("b");

            await trial.AbortAsync("a", resolution: AbortResolution.Failed, reason: "no data");

            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Ignored, b=Succeeded)]");
            Failure failure = (await trial.ActionAsync("a")).Failure!;
            Assert.Equal(("anonymous aborted it as failed: no data", true), (failure.Message, failure.IsNonRetryable));
            Assert.Equal(1, trial.Gate("a").Arrivals);
        });

    [Theory]
    [InlineData("c", "Pending")]
    [InlineData("d", "Pending")]
    [InlineData("w", "Waiting")]
    public async Task HA_28_An_action_that_has_not_started_is_left_alone(string action, string status)
    {
        TrialSetup setup = ActionStops.Setup("c", "d", "w");
        setup.When["w"] = async (trial, token) =>
        {
            await trial.Gate("when").PassAsync(token);
            return true;
        };
        await Trial.RunAsync("build: a w, c d", setup, async trial =>
        {
            await trial.ReachedAsync("a", "when");
            OrchestrationException refusal = await trial.RefusedAsync(ErrorCode.ActionNotStarted, execution => execution.AbortActionAsync("build", action));
            Assert.Equal((Verb.Abort, status, "build", action), (refusal.Verb, refusal.ActualStatus, refusal.Target?.Stage, refusal.Target?.Action));
            Assert.Equal(["Waiting", "Running", "Stopping"], refusal.AllowedStatuses);
        });
    }

    [Fact]
    public Task HA_29_An_action_that_is_not_declared_abortable_is_left_alone() => Trial.RunAsync("build: a", ActionStops.Setup(), async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.RefusedAsync(ErrorCode.ActionNotAbortable, execution => execution.AbortActionAsync("build", "a"));
        await trial.RefusedAsync(ErrorCode.ActionNotAbortable, execution => execution.SendAsync(new AbortActionRequest("build", "a") { OnDuplicate = OnDuplicate.ReturnExisting }));
        await trial.StopAsync();
        await trial.RefusedAsync(ErrorCode.ActionNotAbortable, execution => execution.AbortActionAsync("build", "a"));
        await trial.IsAsync("Stopping [build: Stopping (a=Running)]");
    });

    [Fact]
    public Task What_does_not_exist_and_what_is_closed_is_refused() => Trial.RunAsync("build: a b", ActionStops.Setup("a", "b"), async trial =>
    {
        trial.Open("a");
        await trial.UntilAsync("Running [build: Running (a=Succeeded, b=Running)]");
        await trial.RefusedAsync(ErrorCode.StageNotFound, execution => execution.AbortActionAsync("Build", "a"));
        await trial.RefusedAsync(ErrorCode.ActionNotFound, execution => execution.AbortActionAsync("build", "A"));
        OrchestrationException refusal = await trial.RefusedAsync(ErrorCode.NotStoppable, execution => execution.AbortActionAsync("build", "a", "wrong"));
        Assert.Equal("Succeeded", refusal.ActualStatus);
        await Refused.AsAsync(ErrorCode.ExecutionNotFound, () => trial.Host.GetHandle(new ExecutionId(Guid.NewGuid())).AbortActionAsync("build", "a"));
        trial.Open("b");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, b=Succeeded)]");
        await trial.RefusedAsync(ErrorCode.NotStoppable, execution => execution.AbortActionAsync("build", "b"));
        IReadOnlyList<AuditEntry> audit = await trial.Orchestrator.ReadAuditAsync();
        Assert.Equal(
            [ErrorCode.NotStoppable, ErrorCode.ExecutionNotFound, ErrorCode.NotStoppable, ErrorCode.ActionNotFound, ErrorCode.StageNotFound],
            audit.Select(entry => entry.Code));
        Assert.Equal((Verb.Abort, "build", "wrong"), (audit[2].Verb, audit[2].Stage, audit[2].Reason));
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Whatever_the_signalled_code_returns_the_action_is_aborted(bool succeeds) => Trial.RunAsync("build: a", ActionStops.Setup("a").Deaf("a"), async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.AbortAsync("a");
        await trial.IsAsync("Running [build: Running (a=Stopping)]");
        if (succeeds)
        {
            trial.Open("a");
        }
        else
        {
            trial.Fail("a");
        }

        await trial.ClosesAsync("Failed [build: Failed (a=Aborted)]");
        Assert.Equal(succeeds ? null : "a broke", (await trial.ActionAsync("a")).Failure?.Message);
    });

    [Theory]
    [InlineData(null, 30)]
    [InlineData(5, 5)]
    [InlineData(0, 0)]
    public Task What_has_not_returned_when_the_grace_ends_is_abandoned(int? grace, int seconds) =>
        Trial.RunAsync("build: a b", ActionStops.Setup("a").Deaf("a"), async trial =>
        {
            await trial.ReachedAsync("a", "b");
            Receipt receipt = await trial.SendAsync(new AbortActionRequest("build", "a") { Grace = grace is { } given ? TimeSpan.FromSeconds(given) : null });
            if (seconds > 0)
            {
                await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(seconds) - Tick);
                await trial.IsAsync("Running [build: Running (a=Stopping, b=Running)]");
            }

            await trial.Host.AdvanceAsync(seconds > 0 ? Tick : TimeSpan.Zero);

            await trial.UntilAsync("Running [build: Running (a=Abandoned, b=Running)]");
            Assert.Equal((ReasonCode.GraceElapsed, receipt.CommandId), ((await trial.ActionAsync("a")).Reason, (await trial.ActionAsync("a")).CommandId));
            Assert.Equal(["build/a"], (await trial.SettlesAsync(receipt)).Abandoned);
            Assert.True(Assert.Single((await trial.Execution.GetAsync()).Orphans).IsRunning);
            trial.Open("a", "b");
            await trial.ClosesAsync("Failed [build: Failed (a=Abandoned, b=Succeeded)]");
            Assert.Equal(ReasonCode.ActionAborted, (await trial.Execution.GetAsync())["build"].Reason);
            await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
        });

    [Theory]
    [InlineData(AbortResolution.Strategy, ActionStatus.Abandoned)]
    [InlineData(AbortResolution.Succeeded, ActionStatus.Succeeded)]
    [InlineData(AbortResolution.Failed, ActionStatus.Failed)]
    public Task Abandoning_leaves_an_orphan_however_it_is_resolved(AbortResolution resolution, ActionStatus status) =>
        Trial.RunAsync("build: a b", ActionStops.Setup("a").Deaf("a"), async trial =>
        {
            await trial.ReachedAsync("a", "b");

            await trial.AbortAsync("a", StopMode.Abandon, resolution);

            await trial.IsAsync($"Running [build: Running (a={status}, b=Running)]");
            Assert.True(Assert.Single((await trial.Execution.GetAsync()).Orphans).IsRunning);
            trial.Fail("a");
            ExecutionSnapshot snapshot = await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
            Assert.Equal("a broke", Assert.Single(snapshot.Orphans).Failure?.Message);
            Assert.Equal(status, snapshot["build"]["a"].Status);
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Waiting_lets_the_code_end_by_itself_unless_its_deadline_passes(bool passes) =>
        Trial.RunAsync("build: a b", ActionStops.Setup("a").Deaf("a"), async trial =>
        {
            await trial.ReachedAsync("a", "b");
            await trial.SendAsync(new AbortActionRequest("build", "a") { Mode = StopMode.Wait, Deadline = TimeSpan.FromMinutes(10), Grace = TimeSpan.FromMinutes(1) });
            await trial.Host.AdvanceAsync(TimeSpan.FromMinutes(10) - Tick);
            await trial.IsAsync("Running [build: Running (a=Running, b=Running)]");
            if (passes)
            {
                await trial.Host.AdvanceAsync(Tick);
                await trial.IsAsync("Running [build: Running (a=Stopping, b=Running)]");
                await trial.Host.AdvanceAsync(TimeSpan.FromMinutes(1) - Tick);
                await trial.IsAsync("Running [build: Running (a=Stopping, b=Running)]");
                await trial.Host.AdvanceAsync(Tick);
                await trial.IsAsync("Running [build: Running (a=Abandoned, b=Running)]");
                return;
            }

            trial.Open("a");
            await trial.UntilAsync("Running [build: Running (a=Aborted, b=Running)]");
            await trial.Host.AdvanceAsync(TimeSpan.FromHours(1));
            await trial.IsAsync("Running [build: Running (a=Aborted, b=Running)]");
        });

    [Theory]
    [InlineData(StopMode.Wait, ActionStatus.Aborted)]
    [InlineData(StopMode.Cancel, ActionStatus.Aborted)]
    [InlineData(StopMode.Abandon, ActionStatus.Abandoned)]
    public Task FL_33_A_retry_delay_ends_at_once_and_nothing_is_retried(StopMode mode, ActionStatus status)
    {
        TrialSetup setup = ActionStops.Setup("a").OnFailure("a", FailureStrategy.Retry(3, Backoff.Fixed(TimeSpan.FromMinutes(1))));
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            trial.Fail("a");
            await trial.UntilAsync("Running [build: Running (a=Waiting)]");

            await trial.AbortAsync("a", mode);

            await trial.IsAsync($"Failed [build: Failed (a={status})]");
            Assert.Empty((await trial.Execution.GetAsync()).Orphans);
            await trial.Host.AdvanceAsync(TimeSpan.FromHours(1));
            Assert.Single(await trial.EventsAsync<ActionStarted>());
        });
    }

    [Fact]
    public Task FL_33_An_action_with_retries_left_is_not_retried_after_its_abort() => Trial.RunAsync("build: a", ActionStops.Setup("a").OnFailure("a", FailureStrategy.Retry(3)), async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.AbortAsync("a");
        await trial.ClosesAsync("Failed [build: Failed (a=Aborted)]");
        Assert.Equal(1, trial.Gate("a").Arrivals);
    });

    [Fact]
    public async Task A_retry_of_the_stage_runs_a_forgiven_action_again_and_forgives_nothing_twice()
    {
        TrialSetup setup = ActionStops.Setup("a").OnFailure("a", FailureStrategy.Ignore);
        await Trial.RunAsync("build: a b", setup, async trial =>
        {
            await trial.ReachedAsync("a", "b");
            await trial.AbortAsync("a");
            trial.Fail("b");
            await trial.ClosesAsync("Failed [build: Failed (a=Aborted, b=Failed)]");
            Receipt receipt = await trial.Execution.RetryStageAsync("build").WithinAsync(trial.Host.Describe);
            await trial.Gate("a").ReachedAsync(2).WithinAsync(trial.Host.Describe);
            Assert.False((await trial.ActionAsync("a")).IsForgiven);
            await trial.StopAsync(StopMode.Cancel);
            await trial.ClosesAsync("Stopped [build: Stopped (a=Aborted, b=Failed)]");
            Assert.False((await trial.ActionAsync("a")).IsForgiven);
            Assert.Equal(["build/a"], (await trial.SettlesAsync(receipt)).Cancelled);
        });
    }
}
