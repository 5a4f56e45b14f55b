using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>An execution whose definition no host has: it waits visibly, goes on when the definition is back, and is invalidated in the end.</summary>
public sealed class DefinitionMissingTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);

    [Fact]
    public Task It_is_shown_in_lists_and_as_an_event_and_nothing_starts() => RunAsync("build: a qa, b; deploy: d", async trial =>
    {
        await trial.ReachedAsync("a");
        string token = await trial.TokenAsync("qa");
        DateTimeOffset now = trial.Host.Time.GetUtcNow();

        await LoseAsync(trial);

        DefinitionMissing missing = Assert.Single(await trial.EventsAsync<DefinitionMissing>());
        Assert.Equal((now, now + Hour), (missing.At, missing.InvalidateAt));
        Assert.Equal(now, (await trial.Execution.GetAsync()).Summary.DefinitionMissingSince);
        Assert.Equal(now, Assert.Single((await trial.Orchestrator.ListAsync(new ExecutionQuery())).Executions).DefinitionMissingSince);
        trial.Open("a", "b", "d");
        await trial.Execution.ApproveAsync(token);
        await trial.Host.AdvanceAsync(Hour - Moment);
        await trial.IsAsync("Running [build: Running (a=Running, qa=Succeeded, b=Pending); deploy: Pending (d=Pending)]");
        Assert.Equal((1, 0, 0), (trial.Gate("a").Arrivals, trial.Gate("b").Arrivals, trial.Gate("d").Arrivals));
    });

    [Fact]
    public Task After_an_hour_it_is_invalidated_and_that_is_final() => RunAsync("build: a qa, b; deploy: d", async trial =>
    {
        await trial.ReachedAsync("a");
        string token = await trial.TokenAsync("qa");
        await LoseAsync(trial);

        await trial.Host.AdvanceAsync(Hour);

        await trial.IsAsync("Invalidated [build: Failed (a=Abandoned, qa=Aborted, b=NotRun); deploy: NotRun (d=NotRun)]");
        ExecutionSnapshot end = await trial.Execution.GetAsync();
        Assert.Equal((ReasonCode.DefinitionMissing, null, null), (end.Summary.ClosedReason, end.Summary.ClosedBy, end.Summary.ClosedText));
        Assert.Equal((ReasonCode.DefinitionMissing, ReasonCode.DefinitionMissing), (end["build"].Reason, end["deploy"].Reason));
        Assert.Equal((ReasonCode.DefinitionMissing, ReasonCode.HostEnded), (end["build"]["b"].Reason, end["build"]["a"].Reason));
        Assert.Equal(trial.Host.Time.GetUtcNow(), end.Summary.ClosedAt);
        await trial.CrashAndRestartAsync();
        await trial.RefusedAsync(ErrorCode.ApprovalClosed, execution => execution.ApproveAsync(token));
        await trial.RefusedAsync(ErrorCode.StageNotRetryable, execution => execution.RetryStageAsync("build"));
        await trial.RefusedAsync(ErrorCode.NotResumable, execution => execution.ResumeAsync("build"));
        await trial.RefusedAsync(ErrorCode.NotStoppable, execution => execution.StopAsync());
        Assert.Equal(1, trial.Gate("a").Arrivals);
    });

    [Fact]
    public Task Back_before_that_it_goes_on_where_it_was() => RunAsync("build: a qa, b; deploy: d", async trial =>
    {
        trial.Gate("a").OpenOnce();
        string token = await trial.TokenAsync("qa");
        await trial.UntilAsync("Running [build: Running (a=Succeeded, qa=Waiting, b=Pending); deploy: Pending (d=Pending)]");
        await LoseAsync(trial);
        await trial.Host.AdvanceAsync(Hour - Moment);

        await trial.CrashAndRestartAsync();

        Assert.Single(await trial.EventsAsync<DefinitionFound>());
        Assert.Null((await trial.Execution.GetAsync()).Summary.DefinitionMissingSince);
        await trial.Host.AdvanceAsync(Hour);
        trial.Open("b", "d");
        await trial.Execution.ApproveAsync(token);
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded, qa=Succeeded, b=Succeeded); deploy: Succeeded (d=Succeeded)]");
        Assert.Equal(1, trial.Gate("a").Arrivals);
    });

    [Fact]
    public Task What_was_in_flight_runs_again_when_the_definition_is_back() => RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        await LoseAsync(trial);
        await trial.CrashAndRestartAsync();
        await trial.Gate("a").ReachedAsync(2).WithinAsync(trial.Host.Describe);
        trial.Open("a");
        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
        Assert.Equal(2, (await trial.Execution.GetAsync())["build"]["a"].Attempt);
    });

    [Fact]
    public Task The_time_runs_from_the_first_host_that_misses_it_and_while_none_is_up() => RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        await LoseAsync(trial);
        await trial.Host.AdvanceAsync(Hour / 2);
        await LoseAsync(trial);
        Assert.Single(await trial.EventsAsync<DefinitionMissing>());
        await trial.Host.CrashAsync();
        trial.Host.Time.Advance(Hour / 2);

        await trial.RestartAsync(_ => { });

        await trial.IsAsync("Invalidated [build: Failed (a=Abandoned)]");
    });

    [Fact]
    public Task Where_it_is_missed_again_the_time_begins_again() => RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        await LoseAsync(trial);
        await trial.Host.AdvanceAsync(Hour / 2);
        await trial.CrashAndRestartAsync();
        await LoseAsync(trial);
        await trial.Host.AdvanceAsync(Hour - Moment);
        await trial.IsAsync("Running [build: Running (a=Running)]");
        await trial.Host.AdvanceAsync(Moment);
        await trial.IsAsync("Invalidated [build: Failed (a=Abandoned)]");
        Assert.Equal(2, (await trial.EventsAsync<DefinitionMissing>()).Count);
    });

    [Fact]
    public Task The_option_says_how_long() => RunAsync("build: a", async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.CrashAndRestartAsync(builder => builder.Services.AddOrchestration(options => options.InvalidateAfter = TimeSpan.FromMinutes(3)));
        await trial.Host.AdvanceAsync(TimeSpan.FromMinutes(3) - Moment);
        await trial.IsAsync("Running [build: Running (a=Running)]");
        await trial.Host.AdvanceAsync(Moment);
        await trial.IsAsync("Invalidated [build: Failed (a=Abandoned)]");
    });

    [Theory]
    [InlineData(StopMode.Wait)]
    [InlineData(StopMode.Cancel)]
    [InlineData(StopMode.Abandon)]
    public Task A_stop_of_it_settles(StopMode mode) => RunAsync("build: a b, c; deploy: d", async trial =>
    {
        trial.Open("b");
        await trial.UntilAsync("Running [build: Running (a=Running, b=Succeeded, c=Pending); deploy: Pending (d=Pending)]");
        await LoseAsync(trial);

        Receipt stop = await trial.StopAsync(mode, "gone");

        Settlement settled = await stop.SettledAsync().WithinAsync(trial.Host.Describe);
        await trial.IsAsync("Stopped [build: Stopped (a=Abandoned, b=Succeeded, c=NotRun); deploy: NotRun (d=NotRun)]");
        Assert.Equal(["build/a"], settled.Abandoned);
        await trial.Host.AdvanceAsync(Hour * 2);
        await trial.IsAsync("Stopped [build: Stopped (a=Abandoned, b=Succeeded, c=NotRun); deploy: NotRun (d=NotRun)]");
    });

    [Fact]
    public Task Under_a_stop_that_waits_a_pending_approval_may_still_be_answered_and_nothing_is_invalidated() => RunAsync("build: a qa, b", async trial =>
    {
        await trial.ReachedAsync("a");
        string token = await trial.TokenAsync("qa");
        await LoseAsync(trial);
        await trial.StopAsync();
        await trial.IsAsync("Stopping [build: Stopping (a=Abandoned, qa=Waiting, b=NotRun)]");
        await trial.Host.AdvanceAsync(Hour * 2);
        await trial.Execution.ApproveAsync(token);
        await trial.ClosesAsync("Stopped [build: Stopped (a=Abandoned, qa=Succeeded, b=NotRun)]");
    });

    [Fact]
    public async Task Under_a_stop_nothing_is_invalidated_whatever_else_falls_due()
    {
        TrialSetup setup = ApprovalProbe.Setup("qa");
        setup.Approvals["ops"] = approval => approval.ExpiresAfter(Hour * 1.5);
        await Trial.RunAsync("build: qa ops", setup, async trial =>
        {
            string token = await trial.TokenAsync("qa");
            await LoseAsync(trial);
            await trial.StopAsync();
            await trial.Host.AdvanceAsync(Hour * 2);
            await trial.IsAsync("Stopping [build: Stopping (qa=Waiting, ops=Expired)]");
            await trial.Execution.ApproveAsync(token);
            await trial.ClosesAsync("Stopped [build: Stopped (qa=Succeeded, ops=Expired)]");
        });
    }

    [Fact]
    public Task One_that_was_being_stopped_settles_where_the_definition_is_missing() => RunAsync("build: a, b", async trial =>
    {
        await trial.ReachedAsync("a");
        Receipt stop = await trial.StopAsync();
        await LoseAsync(trial);
        await trial.IsAsync("Stopped [build: Stopped (a=Abandoned, b=NotRun)]");
        Receipt found = (await trial.Orchestrator.FindReceiptAsync(stop.CommandId))!;
        Assert.Equal(["build/a"], (await found.SettledAsync().WithinAsync(trial.Host.Describe)).Abandoned);
    });

    [Fact]
    public async Task Its_lock_is_free_once_it_is_invalidated()
    {
        TrialSetup setup = new() { Define = define => define.Mode(ExecutionMode.Queue) };
        await Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            Pipeline edited = trial.Edited();
            await trial.CrashAndRestartAsync(builder => builder.AddPipeline(edited));
            ExecutionHandle second = await trial.Orchestrator.StartAsync(edited);
            await trial.Host.AdvanceAsync(Hour - Moment);
            Assert.Equal("Queued [build: Waiting (a=Pending)]", (await second.GetAsync()).Describe());
            Assert.Equal(trial.Execution.Id, (await trial.Orchestrator.GetPipelineAsync("release"))["build"].Holder?.Execution);

            await trial.Host.AdvanceAsync(Moment);

            await trial.IsAsync("Invalidated [build: Failed (a=Abandoned)]");
            Assert.Equal(second.Id, (await trial.Orchestrator.GetPipelineAsync("release"))["build"].Holder?.Execution);
            trial.Open("a");
            Assert.Equal("Succeeded [build: Succeeded (a=Succeeded)]", await second.CloseAsync());
            Assert.Null((await trial.Orchestrator.GetPipelineAsync("release"))["build"].Holder);
        });
    }

    private static Task LoseAsync(Trial trial) => trial.CrashAndRestartAsync(_ => { });

    private static Task RunAsync(string sketch, Func<Trial, Task> body) => Trial.RunAsync(sketch, ApprovalProbe.Setup("qa"), body);
}
