using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Stops and aborts while a rollback runs (spec 3.13): the mode applies to what runs, no other starts, and the rest is listed.</summary>
public sealed class RollbackStopTests
{
    private const string During = "Stopping [build: Stopping (a=Succeeded, b=Succeeded, bad=Failed)]";

    public static TheoryData<bool, StopMode> Stops { get; } = new()
    {
        { false, StopMode.Wait }, { false, StopMode.Cancel }, { false, StopMode.Abandon },
        { true, StopMode.Wait }, { true, StopMode.Cancel }, { true, StopMode.Abandon },
    };

    [Theory]
    [MemberData(nameof(Stops))]
    public Task The_mode_applies_to_the_running_rollback_and_no_other_starts(bool isAbort, StopMode mode) => RunAsync(async trial =>
    {
        Receipt receipt = await SendAsync(trial, isAbort, mode);
        await receipt.EffectiveAsync().WithinAsync(trial.Host.Describe);
        if (mode == StopMode.Wait)
        {
            await trial.Host.AdvanceAsync(TimeSpan.FromMinutes(9));
            await trial.IsAsync(During);
            trial.Open("undo b");
        }

        await trial.ClosesAsync(isAbort ? "Aborted [build: Aborted (a=Succeeded, b=Succeeded, bad=Failed)]" : "Stopped [build: Stopped (a=Succeeded, b=Succeeded, bad=Failed)]");
        Assert.Equal("undo b", await trial.Execution.BegunAsync());
        Assert.Equal(mode == StopMode.Cancel ? 1 : 0, trial.Gate("undo b").Cancelled);
        ExecutionSnapshot end = await trial.Execution.GetAsync();
        Assert.Equal(["build/a"], end.Rollback!.Remaining);
        Assert.Equal((false, mode != StopMode.Wait), (end["build"]["a"].IsRolledBack, end["build"]["b"].RollbackFailure is not null));
        Settlement settlement = await receipt.SettledAsync().WithinAsync(trial.Host.Describe);
        Assert.Equal(["a", "b"], settlement.LeftBehind.Select(resource => resource.Key));

        // Nothing of it comes later, and nothing of it goes on.
        trial.Open("undo b", "undo a");
        await trial.Host.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(end.Version, (await trial.Execution.GetAsync()).Version);
        Assert.Equal(0, trial.Gate("undo a").Arrivals);
    });

    [Fact]
    public Task A_rollback_that_ignores_a_cancel_is_given_up_after_the_grace() => RunAsync(isDeaf: true, async trial =>
    {
        await (await trial.Execution.StopAsync(new StopRequest { Mode = StopMode.Cancel, Grace = TimeSpan.FromSeconds(10) })).EffectiveAsync().WithinAsync(trial.Host.Describe);
        await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        await trial.IsAsync(During);
        await trial.Host.AdvanceAsync(TimeSpan.FromTicks(1));

        await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded, b=Succeeded, bad=Failed)]");
        Assert.True(Assert.Single(await trial.EventsAsync<RollbackEnded>()).IsAbandoned);
    });

    [Fact]
    public Task A_stronger_request_with_a_shorter_grace_shortens_it() => RunAsync(isDeaf: true, async trial =>
    {
        await trial.StopAsync(StopMode.Cancel);
        await (await trial.Execution.AbortAsync(new AbortRequest { Mode = StopMode.Cancel, Grace = TimeSpan.Zero })).SettledAsync().WithinAsync(trial.Host.Describe);

        await trial.IsAsync("Aborted [build: Aborted (a=Succeeded, b=Succeeded, bad=Failed)]");
    });

    [Fact]
    public Task A_stop_that_waits_escalates_and_is_not_repeated() => RunAsync(async trial =>
    {
        await trial.StopAsync(new StopRequest { Deadline = TimeSpan.FromMinutes(2) });
        await trial.RefusedAsync(ErrorCode.AlreadyStopping, execution => execution.StopAsync());
        await trial.Host.AdvanceAsync(TimeSpan.FromMinutes(2) - TimeSpan.FromTicks(1));
        await trial.IsAsync(During);
        await trial.Host.AdvanceAsync(TimeSpan.FromTicks(1));

        await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded, b=Succeeded, bad=Failed)]");
        Assert.Equal(1, trial.Gate("undo b").Cancelled);
    });

    [Fact]
    public Task Its_own_deadline_ends_a_rollback_for_which_a_stop_waits() => RunAsync(isDeaf: true, async trial =>
    {
        await trial.StopAsync();
        await trial.Host.AdvanceAsync(TimeSpan.FromMinutes(10));
        await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(30));

        await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded, b=Succeeded, bad=Failed)]");
    });

    [Fact]
    public Task The_stage_itself_can_be_aborted() => RunAsync(async trial =>
    {
        await trial.Execution.AbortStageAsync("build");
        trial.Open("undo b");

        await trial.ClosesAsync("Aborted [build: Aborted (a=Succeeded, b=Succeeded, bad=Failed)]");
        Assert.Equal("undo b", await trial.Execution.BegunAsync());
    });

    [Fact]
    public Task What_stays_undone_is_not_run_again_by_a_retry() => RunAsync(async trial =>
    {
        await trial.StopAsync();
        trial.Open("undo b");
        await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded, b=Succeeded, bad=Failed)]");
        trial.Open("undo a", "release a", "release b");
        await trial.Execution.RetryStageAsync("build");

        await trial.ClosesAsync("Failed [build: Failed (a=Succeeded, b=Succeeded, bad=Failed)]");
        Assert.Equal((1, 2, 2), (trial.Gate("a").Arrivals, trial.Gate("b").Arrivals, trial.Gate("undo b").Arrivals));
        Assert.Equal("undo b, undo b, undo a, release b, release a", await trial.Execution.BegunAsync());
    });

    [Theory]
    [InlineData(StopMode.Wait)]
    [InlineData(StopMode.Cancel)]
    [InlineData(StopMode.Abandon)]
    public Task It_applies_to_a_release_in_a_rollback_too(StopMode mode) => RunAsync(async trial =>
    {
        trial.Open("undo b", "undo a");
        await trial.ReachedAsync("release b");
        await trial.StopAsync(mode);
        if (mode == StopMode.Wait)
        {
            trial.Open("release b");
        }

        await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded, b=Succeeded, bad=Failed)]");
        Assert.Equal("undo b, undo a, release b", await trial.Execution.BegunAsync());
        Assert.Equal(mode == StopMode.Wait ? "a" : "a b", await trial.Execution.LeftBehindAsync());
    });

    [Fact]
    public Task No_finalizer_follows_unless_the_request_asks_for_it() => RunAsync(isDeaf: false, async trial =>
    {
        trial.Open("undo b", "end f");
        await trial.ClosesAsync("Aborted [build: Aborted (a=Succeeded, b=Succeeded, bad=Failed)]");
        Assert.Equal("undo b, end f", await trial.Execution.BegunAsync());
    }, new AbortRequest { RunFinalizers = true }, "f");

    [Fact]
    public Task Stages_that_have_closed_keep_their_status() => Trial.RunAsync("one: a; two: b; three: bad; four: d", Undo.Setup(FailureStrategy.RollbackPipeline, "a", "b"), async trial =>
    {
        trial.Open("a", "b");
        trial.Fail("bad");
        await trial.ReachedAsync("undo b");
        await trial.RefusedAsync(ErrorCode.NotStoppable, execution => execution.AbortStageAsync("three"));
        await trial.StopAsync();
        await trial.IsAsync("Stopping [one: Succeeded (a=Succeeded); two: Succeeded (b=Succeeded); three: Failed (bad=Failed); four: Pending (d=Pending)]");
        trial.Open("undo b");

        await trial.ClosesAsync("Stopped [one: Succeeded (a=Succeeded); two: Succeeded (b=Succeeded); three: Failed (bad=Failed); four: NotRun (d=NotRun)]");
        Assert.Equal(["one/a"], (await trial.Execution.GetAsync()).Rollback!.Remaining);
        await trial.RefusedAsync(ErrorCode.NotResumable, execution => execution.ResumeAsync("three"));
        await trial.ContinueAsync("two");
        await trial.ClosesAsync("Failed [one: Reused (a=Reused); two: Succeeded (b=Succeeded); three: Failed (bad=Failed); four: NotRun (d=NotRun)]");
    });

    [Fact]
    public async Task A_stop_races_the_end_of_the_last_rollback()
    {
        for (int round = 0; round < 50; round++)
        {
            Gate undo = new("undo");
            Pipeline pipeline = Pipeline.Define($"race {round}", define =>
            {
                StageBuilder stage = define.OnFailure(FailureStrategy.RollbackStage).Stage("build");
                stage.Action("a", (_, _) => Task.CompletedTask, action => action.OnRollback((_, token) => undo.PassAsync(token)));
                stage.Action("bad", (_, _) => throw new InvalidOperationException("no"));
            });
            await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
            ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
            await undo.ReachedAsync().WithinAsync();
            Task<Receipt> stop = execution.StopAsync();
            undo.Open();

            ExecutionStatus status = (await execution.WaitAsync().WithinAsync()).Status;
            (ErrorCode? refused, Receipt? receipt) = await Races.OutcomeAsync(stop);
            Assert.Equal(refused is null ? ExecutionStatus.Stopped : ExecutionStatus.Failed, status);
            Assert.True(refused is null or ErrorCode.NotStoppable);
            Assert.Null((await execution.GetAsync())["build"]["a"].RollbackFailure);
            Assert.Equal(refused is null, receipt is not null);
        }
    }

    private static Task<Receipt> SendAsync(Trial trial, bool isAbort, StopMode mode) => isAbort ? trial.Execution.AbortAsync(mode) : trial.Execution.StopAsync(mode);

    private static Task RunAsync(Func<Trial, Task> body) => RunAsync(isDeaf: false, body);

    /// <summary>Rolls back a stage whose actions have registered something, and stops at the first rollback.</summary>
    private static Task RunAsync(bool isDeaf, Func<Trial, Task> body, AbortRequest? abort = null, params string[] finalizers)
    {
        TrialSetup setup = Undo.Setup(FailureStrategy.RollbackStage, "a", "b").Registering("a", "b").Ending(finalizers);
        if (isDeaf)
        {
            setup.Settings["b"] = action => action.OnRollback(Undo.IgnoreTokenAsync);
        }

        return Trial.RunAsync("build: a, b, bad", setup, async trial =>
        {
            trial.Open("a", "b");
            trial.Fail("bad");
            await trial.ReachedAsync("undo b");
            if (abort is not null)
            {
                await trial.Execution.AbortAsync(abort);
            }

            await body(trial);
        });
    }
}
