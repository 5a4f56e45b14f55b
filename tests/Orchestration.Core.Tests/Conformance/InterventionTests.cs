using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>A person picks what follows a failure.</summary>
public sealed class InterventionTests
{
    private const string Asked = "Running [build: Running (z=Succeeded, a=Waiting, b=Running, c=Pending)]";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public Task Somebody_is_asked_and_the_siblings_run_on() => RunAsync(FailureStrategy.Intervene(Hour), async trial =>
    {
        ActionSnapshot action = await trial.ActionAsync("a");
        DateTimeOffset now = trial.Host.Time.GetUtcNow();
        Assert.Equal(ActionWait.Intervention, action.WaitsFor);
        Assert.Equal(("a broke", now, now + Hour), (action.Intervention?.Failure?.Message, action.Intervention!.AskedAt, action.Intervention.ExpiresAt));
        trial.Open("b");
        await trial.UntilAsync("Running [build: Running (z=Succeeded, a=Waiting, b=Succeeded, c=Pending)]");
    });

    [Theory]
    [InlineData(Intervention.Retry, "Succeeded [build: Succeeded (z=Succeeded, a=Succeeded, b=Succeeded, c=Succeeded)]")]
    [InlineData(Intervention.Ignore, "Succeeded [build: Succeeded (z=Succeeded, a=Ignored, b=Succeeded, c=Succeeded)]")]
    [InlineData(Intervention.Succeed, "Succeeded [build: Succeeded (z=Succeeded, a=Succeeded, b=Succeeded, c=Succeeded)]")]
    [InlineData(Intervention.Fail, "Failed [build: Failed (z=Succeeded, a=Failed, b=Succeeded, c=NotRun)]")]
    [InlineData(Intervention.RollbackStage, "Failed [build: Failed (z=Succeeded, a=Failed, b=Succeeded, c=NotRun)]")]
    [InlineData(Intervention.RollbackPipeline, "Failed [build: Failed (z=Succeeded, a=Failed, b=Succeeded, c=NotRun)]")]
    [InlineData(Intervention.Abort, "Aborted [build: Aborted (z=Succeeded, a=Failed, b=Succeeded, c=NotRun)]")]
    public Task Each_choice_does_what_it_says_once_the_siblings_have_ended(Intervention choice, string end) => RunAsync(FailureStrategy.Intervene(Hour), async trial =>
    {
        trial.Open("a", "c");
        Receipt receipt = await trial.As("ada").InterveneAsync("build", "a", choice, "seen it before").WithinAsync(trial.Host.Describe);
        Assert.Equal((Verb.Intervene, "build", "a", "ada", "seen it before"), (receipt.Command.Verb, receipt.Command.Stage, receipt.Command.Action, receipt.Command.Actor, receipt.Command.Reason));
        if (choice == Intervention.Retry)
        {
            await trial.Execution.UntilAsync(snapshot => snapshot["build"]["a"].Status == ActionStatus.Succeeded);
        }

        Settlement settlement = await trial.SettlesAsync(receipt);
        Assert.Equal(["build/a"], settlement.Finished);
        Assert.Equal(ExecutionStatus.Running, settlement.Status);
        Assert.Empty(await trial.EventsAsync<StopDecided>());
        Assert.Empty(await trial.EventsAsync<StageRollingBack>());
        trial.Open("b");

        await trial.ClosesAsync(end);
        ActionSnapshot action = await trial.ActionAsync("a");
        bool isRetry = choice == Intervention.Retry;
        Assert.Equal((isRetry ? null : "a broke", isRetry ? 2 : 1), (action.Failure?.Message, action.Attempt));
        Assert.Equal(isRetry ? null : receipt.CommandId, action.CommandId);
        Assert.Equal(choice is Intervention.RollbackStage or Intervention.RollbackPipeline ? 1 : 0, (await trial.EventsAsync<StageRollingBack>()).Count);
        Assert.Equal(choice is Intervention.RollbackStage or Intervention.RollbackPipeline, (await trial.ActionAsync("z")).IsRolledBack);
    });

    [Fact]
    public Task A_second_person_gets_a_conflict_and_so_does_who_asks_for_what_waits_for_nobody() => RunAsync(FailureStrategy.Intervene(Hour), async trial =>
    {
        OrchestrationException running = await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.InterveneAsync("build", "b", Intervention.Ignore));
        Assert.Equal((Verb.Intervene, "Running"), (running.Verb, running.ActualStatus));
        Assert.Equal(["Waiting"], running.AllowedStatuses);
        await trial.RefusedAsync(ErrorCode.ActionNotFound, execution => execution.InterveneAsync("build", "none", Intervention.Ignore));
        await trial.RefusedAsync(ErrorCode.StageNotFound, execution => execution.InterveneAsync("none", "a", Intervention.Ignore));
        await trial.RefusedAsync(ErrorCode.InvalidRequest, execution => execution.InterveneAsync("build", "a", (Intervention)99));
        await trial.RefusedAsync(ErrorCode.InvalidRequest, execution => execution.InterveneAsync("build", "a", Intervention.Ignore, new string('x', 201)));
        await trial.As("ada").InterveneAsync("build", "a", Intervention.Ignore).WithinAsync(trial.Host.Describe);

        await trial.RefusedAsync(ErrorCode.Conflict, _ => trial.As("bob").InterveneAsync("build", "a", Intervention.Fail));

        AuditEntry entry = (await trial.Orchestrator.ReadAuditAsync())[0];
        Assert.Equal(("bob", Verb.Intervene, "build", ErrorCode.Conflict), (entry.Actor, entry.Verb, entry.Stage, entry.Code));
    });

    [Fact]
    public Task The_same_command_again_is_answered_again_and_has_one_effect() => RunAsync(FailureStrategy.Intervene(Hour), async trial =>
    {
        InterveneRequest request = new("build", "a", Intervention.Retry) { CommandId = Guid.NewGuid() };
        long version = (await trial.Execution.GetAsync()).Version;
        await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.InterveneAsync(request with { ExpectedVersion = version - 1 }));
        await trial.Execution.InterveneAsync(request with { ExpectedVersion = version }).WithinAsync(trial.Host.Describe);
        await trial.Execution.UntilAsync(snapshot => snapshot["build"]["a"] is { Status: ActionStatus.Waiting, Attempt: 2 });

        Receipt again = await trial.Execution.InterveneAsync(request).WithinAsync(trial.Host.Describe);

        Assert.Equal(request.CommandId, again.CommandId);
        await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.InterveneAsync(request with { Choice = Intervention.Fail }));
        Assert.Equal(2, (await trial.EventsAsync<ActionStarted>()).Count(started => started.Action == "a"));
    });

    [Theory]
    [InlineData(false, "Succeeded [build: Succeeded (z=Succeeded, a=Ignored, b=Succeeded, c=Succeeded)]")]
    [InlineData(true, "Failed [build: Failed (z=Succeeded, a=Failed, b=Succeeded, c=NotRun)]")]
    public Task When_nobody_picks_what_follows_is_its_own_or_the_next_levels(bool own, string end) => RunAsync(
        FailureStrategy.Intervene(Hour, own ? FailureStrategy.Fail : null),
        async trial =>
        {
            trial.Open("b", "c");
            await trial.Host.AdvanceAsync(Hour - TimeSpan.FromTicks(1));
            Assert.Equal(ActionStatus.Waiting, (await trial.ActionAsync("a")).Status);
            await trial.Host.AdvanceAsync(TimeSpan.FromTicks(1));

            await trial.ClosesAsync(end);
            Assert.Null((await trial.ActionAsync("a")).CommandId);
            await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.InterveneAsync("build", "a", Intervention.Ignore));
        },
        setup => setup.Define = pipeline => pipeline.OnFailure(FailureStrategy.Ignore));

    [Fact]
    public Task Behind_one_intervention_another_may_stand_on_each_level() => RunAsync(
        FailureStrategy.Intervene(Hour, FailureStrategy.Intervene(2 * Hour)),
        async trial =>
        {
            foreach (int hours in (int[])[1, 2, 3])
            {
                Assert.Equal(trial.Host.Time.GetUtcNow() + (hours * Hour), (await trial.ActionAsync("a")).Intervention?.ExpiresAt);
                await trial.Host.AdvanceAsync(hours * Hour);
            }

            await trial.IsAsync("Running [build: Running (z=Succeeded, a=Failed, b=Running, c=Pending)]");
            Assert.Equal([0, 1, 2], (await trial.EventsAsync<InterventionRequested>()).Select(asked => asked.Level));
        },
        setup => setup.Stages["build"] = stage => stage.OnFailure(FailureStrategy.Intervene(3 * Hour)));

    [Fact]
    public Task The_next_failure_asks_the_first_one_again() => RunAsync(FailureStrategy.Intervene(Hour, FailureStrategy.Intervene(2 * Hour)), async trial =>
    {
        await trial.Host.AdvanceAsync(Hour);
        await trial.Execution.InterveneAsync("build", "a", Intervention.Retry).WithinAsync(trial.Host.Describe);
        await trial.Execution.UntilAsync(snapshot => snapshot["build"]["a"] is { Status: ActionStatus.Waiting, Attempt: 2 });
        Assert.Equal([0, 1, 0], (await trial.EventsAsync<InterventionRequested>()).Select(asked => asked.Level));
    });

    [Fact]
    public Task A_retry_by_a_person_takes_nothing_from_the_budget()
    {
        TrialSetup setup = new();
        setup.Code["a"] = (_, context, _) => throw new InvalidOperationException($"{context.AttemptNumber}");
        return Trial.RunAsync("build: a", setup.OnFailure("a", FailureStrategy.Intervene(Hour, FailureStrategy.Retry(2, then: FailureStrategy.Ignore))), async trial =>
        {
            foreach (int attempt in (int[])[1, 2, 3])
            {
                await trial.Execution.UntilAsync(snapshot => snapshot["build"]["a"].Intervention?.Failure?.Message == $"{attempt}");
                await trial.Execution.InterveneAsync("build", "a", Intervention.Retry).WithinAsync(trial.Host.Describe);
            }

            foreach (int attempt in (int[])[4, 5, 6])
            {
                await trial.Execution.UntilAsync(snapshot => snapshot["build"]["a"].Intervention?.Failure?.Message == $"{attempt}");
                await trial.Host.AdvanceAsync(Hour);
            }

            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Ignored)]");
            Assert.Equal(6, (await trial.ActionAsync("a")).Attempt);
        });
    }

    [Fact]
    public Task Retries_run_out_before_anybody_is_asked()
    {
        TrialSetup setup = new();
        setup.Code["a"] = (trial, context, token) => context.AttemptNumber < 4 ? throw new InvalidOperationException($"{context.AttemptNumber}") : trial.Gate("a").PassAsync(token);
        return Trial.RunAsync("build: a", setup.OnFailure("a", FailureStrategy.Retry(2, then: FailureStrategy.Intervene(Hour))), async trial =>
        {
            await trial.Execution.UntilAsync(snapshot => snapshot["build"]["a"].Intervention?.Failure?.Message == "3");
            await trial.Execution.InterveneAsync("build", "a", Intervention.Retry).WithinAsync(trial.Host.Describe);
            trial.Open("a");
            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
        });
    }

    [Fact]
    public Task A_failure_that_cant_be_retried_asks_nobody()
    {
        TrialSetup setup = new();
        setup.Code["a"] = (_, _, _) => throw new NonRetryableException("no");
        return Trial.RunAsync("build: a", setup.OnFailure("a", FailureStrategy.Intervene(Hour, FailureStrategy.Ignore)), async trial =>
        {
            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Ignored)]");
            Assert.Empty(await trial.EventsAsync<InterventionRequested>());
        });
    }

    [Theory]
    [InlineData(StopMode.Wait, ActionStatus.Failed, ReasonCode.Threw)]
    [InlineData(StopMode.Cancel, ActionStatus.Aborted, null)]
    [InlineData(StopMode.Abandon, ActionStatus.Abandoned, null)]
    public async Task HA_21_A_stop_in_each_mode_ends_the_waiting_at_once(StopMode mode, ActionStatus status, ReasonCode? reason)
    {
        foreach (EndingRequest request in (EndingRequest[])[new StopRequest { Mode = mode }, new AbortRequest { Mode = mode }, new AbortRequest { Mode = mode, Stage = "build" }])
        {
            await RunAsync(FailureStrategy.Intervene(Hour, FailureStrategy.RollbackStage), async trial =>
            {
                DateTimeOffset before = trial.Host.Time.GetUtcNow();
                Receipt receipt = await trial.SendAsync(request);
                await trial.Execution.UntilAsync(snapshot => snapshot["build"]["a"].Status == status);
                ActionSnapshot action = await trial.ActionAsync("a");
                string ended = request is StopRequest ? "Stopped" : "Aborted";
                Assert.Equal((reason ?? (request is StopRequest ? ReasonCode.StopRequested : ReasonCode.AbortRequested), before), (action.Reason, action.ClosedAt));
                Assert.Equal(mode == StopMode.Wait ? "a broke" : null, action.Failure?.Message);
                Assert.DoesNotContain((await trial.Execution.GetAsync()).Orphans, orphan => orphan.Action == "a");
                trial.Open("b");
                await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
                Assert.StartsWith($"{ended} [build: {ended} (z=Succeeded, a={status}, ", (await trial.Execution.GetAsync()).Describe(), StringComparison.Ordinal);
                Assert.Empty(await trial.EventsAsync<StageRollingBack>());
                await trial.SettlesAsync(receipt);
                await trial.Host.AdvanceAsync(2 * Hour);
            });
        }
    }

    [Fact]
    public Task While_it_stops_nobody_can_pick() => RunAsync(FailureStrategy.Intervene(Hour), async trial =>
    {
        Receipt stop = await trial.StopAsync();
        OrchestrationException refusal = await trial.RefusedAsync(ErrorCode.AlreadyStopping, execution => execution.InterveneAsync("build", "a", Intervention.Retry));
        Assert.Equal(stop.CommandId, refusal.IntentInForce);
    });

    [Theory]
    [InlineData(StopMode.Wait, ActionStatus.Aborted)]
    [InlineData(StopMode.Cancel, ActionStatus.Aborted)]
    [InlineData(StopMode.Abandon, ActionStatus.Abandoned)]
    public Task HA_21_The_abort_of_the_action_ends_the_waiting_too(StopMode mode, ActionStatus status) => RunAsync(
        FailureStrategy.Intervene(Hour),
        async trial =>
        {
            await trial.AbortAsync("a", mode);
            Assert.Equal(status, (await trial.ActionAsync("a")).Status);
            await trial.RefusedAsync(ErrorCode.Conflict, execution => execution.InterveneAsync("build", "a", Intervention.Retry));
            trial.Open("b");
            await trial.ClosesAsync($"Failed [build: Failed (z=Succeeded, a={status}, b=Succeeded, c=NotRun)]");
        });

    [Fact]
    public Task HA_21_A_mark_of_the_stage_ends_the_waiting_too() => RunAsync(
        FailureStrategy.Intervene(Hour),
        async trial =>
        {
            await trial.MarkAsync(mode: StopMode.Wait);
            Assert.Equal((ActionStatus.Failed, ReasonCode.MarkedFailed), ((await trial.ActionAsync("a")).Status, (await trial.ActionAsync("a")).Reason));
            trial.Open("b");
            await trial.ClosesAsync("Failed [build: Failed (z=Succeeded, a=Failed, b=Failed, c=NotRun)]");
        });

    [Fact]
    public Task A_question_stays_asked_after_a_crash_and_keeps_its_time() => RunAsync(FailureStrategy.Intervene(Hour, FailureStrategy.Ignore), async trial =>
    {
        await trial.Host.AdvanceAsync(Hour / 2);
        await trial.CrashAndRestartAsync();
        await trial.UntilAsync(Asked);
        await trial.Gate("b").ReachedAsync(2).WithinAsync(trial.Host.Describe);
        await trial.Host.AdvanceAsync((Hour / 2) - TimeSpan.FromTicks(1));
        await trial.IsAsync(Asked);
        await trial.Host.AdvanceAsync(TimeSpan.FromTicks(1));
        await trial.IsAsync("Running [build: Running (z=Succeeded, a=Ignored, b=Running, c=Pending)]");
    });

    [Theory]
    [InlineData(Intervention.Retry, null)]
    [InlineData(Intervention.Ignore, "a=Ignored")]
    [InlineData(Intervention.Abort, "a=Failed")]
    public Task A_crash_behind_the_answer_loses_nothing(Intervention choice, string? after) => RunAsync(FailureStrategy.Intervene(Hour), async trial =>
    {
        Guid id = Guid.NewGuid();
        trial.Open("a");
        await trial.Execution.InterveneAsync(new InterveneRequest("build", "a", choice) { CommandId = id }).WithinAsync(trial.Host.Describe);
        await trial.CrashAndRestartAsync();
        await trial.Host.IdleAsync();

        Receipt receipt = (await trial.Orchestrator.FindReceiptAsync(id))!;
        Assert.Equal(Verb.Intervene, receipt.Command.Verb);
        if (after is not null)
        {
            await trial.IsAsync($"Running [build: Running (z=Succeeded, {after}, b=Running, c=Pending)]");
        }

        trial.Open("b", "c");
        await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
        Assert.Equal(choice == Intervention.Abort ? ExecutionStatus.Aborted : ExecutionStatus.Succeeded, (await trial.Execution.GetAsync()).Status);
        await trial.SettlesAsync(receipt);
    });

    /// <summary>The action "a" has failed and waits for a person, beside "b" which runs.</summary>
    private static Task RunAsync(FailureStrategy strategy, Func<Trial, Task> body, Action<TrialSetup>? more = null)
    {
        TrialSetup setup = ActionStops.Setup("a").OnFailure("a", strategy);
        setup.Settings["z"] = action => action.OnRollback((_, _) => Task.CompletedTask);
        more?.Invoke(setup);
        return Trial.RunAsync("build: z, a b, c", setup, async trial =>
        {
            trial.Open("z");
            trial.Fail("a");
            await trial.ReachedAsync("b");
            await trial.UntilAsync(Asked);
            await body(trial);
        });
    }
}
