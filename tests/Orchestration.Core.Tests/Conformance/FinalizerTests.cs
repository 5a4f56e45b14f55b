using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>Finalizers: when they run, in which order, and that they change no outcome.</summary>
public sealed class FinalizerTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(ExecutionStatus.Succeeded)]
    [InlineData(ExecutionStatus.Failed)]
    [InlineData(ExecutionStatus.Expired)]
    [InlineData(ExecutionStatus.Rejected)]
    public async Task They_run_at_the_end_of_what_ends_by_itself_and_are_told_how(ExecutionStatus status)
    {
        List<string> told = [];
        TrialSetup setup = new TrialSetup { Approvals = { ["qa"] = null } }.Defining(pipeline => pipeline
            .ExpiresAfter(10 * Minute)
            .Finally("first", async (context, token) =>
            {
                told.Add($"{context.Finalizer} {context.Outcome} {context.Reason}");
                await Undo.EndAsync(context, token);
            })
            .Finally("second", (context, _) =>
            {
                told.Add($"{context.Finalizer} {context.Outcome} {context.Reason}");
                return Task.CompletedTask;
            }));
        await Trial.RunAsync("build: a qa", setup, async trial =>
        {
            await EndAsync(trial, status);
            await trial.ReachedAsync("end first");
            ExecutionSnapshot during = await trial.Execution.GetAsync();
            Assert.Equal((ExecutionStatus.Finalizing, null), (during.Status, during.Summary.ClosedAt));
            Assert.Equal([("first", true, false), ("second", false, false)], during.Finalizers.Select(one => (one.Name, one.IsRunning, one.EndedAt is not null)));
            Assert.All(during.Stages, stage => Assert.NotNull(stage.ClosedAt));
            trial.Open("end first");

            Assert.Equal(status, (await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe)).Status);
            ReasonCode reason = (await trial.Execution.GetAsync()).Summary.ClosedReason!.Value;
            Assert.Equal([$"first {status} {reason}", $"second {status} {reason}"], told);
            Assert.Equal("end first, end second", await trial.Execution.BegunAsync());
            Assert.All((await trial.Execution.GetAsync()).Finalizers, one => Assert.Equal((false, true, null), (one.IsRunning, one.EndedAt is not null, one.Failure)));
        });
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("abort")]
    [InlineData("abort stage")]
    [InlineData("strategy")]
    public Task They_dont_run_for_what_was_stopped_or_aborted(string how) => Trial.RunAsync("build: a", Undo.Setup(FailureStrategy.Abort).Ending("f"), async trial =>
    {
        await trial.ReachedAsync("a");
        if (how == "strategy")
        {
            trial.Fail("a");
        }
        else
        {
            await (how switch
            {
                "stop" => trial.Execution.StopAsync(StopMode.Cancel),
                "abort" => trial.Execution.AbortAsync(StopMode.Abandon),
                _ => trial.Execution.AbortStageAsync("build", StopMode.Cancel),
            });
        }

        Assert.Equal(how == "stop" ? ExecutionStatus.Stopped : ExecutionStatus.Aborted, (await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe)).Status);
        Assert.Equal(string.Empty, await trial.Execution.BegunAsync());
        trial.Open("a");
    });

    [Fact]
    public Task They_dont_run_for_what_was_superseded() => LineTrial.RunAsync(
        new LineSetup(ExecutionMode.Supersede) { Define = pipeline => pipeline.Finally("f", (_, _) => Task.CompletedTask) }, async trial =>
        {
            await trial.StartAsync("a");
            await trial.StartAsync(2);
            await trial.ClosesAsync(2, ExecutionStatus.Superseded);
            Assert.Equal(string.Empty, await trial[2].BegunAsync());
            trial.Open("a1", "b1", "a3", "b3");
            await trial.ClosesAsync(3, ExecutionStatus.Succeeded);
            await trial.ClosesAsync(1, ExecutionStatus.Succeeded);
            Assert.Equal(("end f", "end f"), (await trial[1].BegunAsync(), await trial[3].BegunAsync()));
        });

    [Fact]
    public Task They_dont_run_for_what_was_invalidated() => Trial.RunAsync("build: a", new TrialSetup().Ending("f"), async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.CrashAndRestartAsync(_ => { });
        await trial.Host.AdvanceAsync(60 * Minute);

        await trial.IsAsync("Invalidated [build: Failed (a=Abandoned)]");
        Assert.Equal(string.Empty, await trial.Execution.BegunAsync());
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task HA_03_HA_04_An_abort_leaves_resources_behind_and_runs_finalizers_only_if_asked_to(bool runsFinalizers)
    {
        TrialSetup setup = Undo.Setup(FailureStrategy.Fail).Registering("a").Ending("f", "g").Defining(pipeline => pipeline.Release(ReleasePolicy.Always));
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            Receipt receipt = await trial.Execution.AbortAsync(new AbortRequest { Mode = StopMode.Cancel, RunFinalizers = runsFinalizers });
            if (runsFinalizers)
            {
                await trial.ReachedAsync("end f");
                await trial.IsAsync("Finalizing [build: Aborted (a=Aborted)]");
                Assert.False(receipt.SettledAsync().IsCompleted);
                await trial.Host.AdvanceAsync(5 * Minute);
                trial.Open("end g");
            }

            Settlement settlement = await receipt.SettledAsync().WithinAsync(trial.Host.Describe);
            await trial.IsAsync("Aborted [build: Aborted (a=Aborted)]");
            Assert.Equal(["a"], settlement.LeftBehind.Select(resource => resource.Key));
            Assert.Equal(runsFinalizers ? "end f, end g" : string.Empty, await trial.Execution.BegunAsync());
            Assert.Equal([runsFinalizers, false], (await trial.Execution.GetAsync()).Finalizers.Select(one => one.Failure is not null));
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Each_has_its_own_deadline_and_a_failure_changes_no_outcome(bool isDeaf)
    {
        TrialSetup setup = new TrialSetup().Ending("default").Defining(pipeline => pipeline
            .Finally("own", isDeaf ? Undo.EndIgnoringTokenAsync : Undo.EndAsync, finalizer => finalizer.DeadlineAfter(Minute))
            .Finally("last", (_, _) => throw new InvalidOperationException("last broke")));
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            trial.Open("a");
            await trial.ReachedAsync("end default");
            await trial.Host.AdvanceAsync((5 * Minute) - TimeSpan.FromTicks(1));
            Assert.Equal(0, trial.Gate("end own").Arrivals);
            await trial.Host.AdvanceAsync(TimeSpan.FromTicks(1));
            await trial.ReachedAsync("end own");
            await trial.Host.AdvanceAsync(Minute);
            if (isDeaf)
            {
                await trial.IsAsync("Finalizing [build: Succeeded (a=Succeeded)]");
                await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(30));
            }

            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
            Assert.Equal(["TimeLimit", "TimeLimit", typeof(InvalidOperationException).FullName], (await trial.Execution.GetAsync()).Finalizers.Select(one => one.Failure?.Type));
            Assert.Equal(ReasonCode.Completed, (await trial.Execution.GetAsync()).Summary.ClosedReason);
            trial.Open("end own");
        });
    }

    [Fact]
    public Task Rollback_finalizers_releases_and_close_follow_one_another()
    {
        TrialSetup setup = Undo.Setup(FailureStrategy.RollbackStage, "b").Registering("a", "b").Ending("f", "g").Defining(pipeline => pipeline.Release(ReleasePolicy.OnFailure));
        return Trial.RunAsync("one: a; two: b, bad", setup, async trial =>
        {
            trial.Open("a", "b", "undo b", "release a", "release b", "end f", "end g");
            trial.Fail("bad");

            await trial.ClosesAsync("Failed [one: Succeeded (a=Succeeded); two: Failed (b=Succeeded, bad=Failed)]");
            Assert.Equal("undo b, release b, end f, end g, release a", await trial.Execution.BegunAsync());
            Assert.IsType<ExecutionClosed>((await trial.Execution.EventsAsync())[^1]);
        });
    }

    [Fact]
    public Task They_run_again_when_the_execution_closes_again()
    {
        TrialSetup setup = new TrialSetup().Ending("f");
        setup.Code["bad"] = (_, context, _) => context.AttemptNumber == 1 ? throw new InvalidOperationException("once") : Task.CompletedTask;
        return Trial.RunAsync("build: bad", setup, async trial =>
        {
            await trial.ReachedAsync("end f");
            await trial.RefusedAsync(ErrorCode.StageNotRetryable, execution => execution.RetryStageAsync("build"));
            await trial.RefusedAsync(ErrorCode.NotResumable, execution => execution.ResumeAsync("build"));
            trial.Open("end f");
            await trial.ClosesAsync("Failed [build: Failed (bad=Failed)]");
            await trial.Execution.RetryStageAsync("build");

            await trial.ClosesAsync("Succeeded [build: Succeeded (bad=Succeeded)]");
            Assert.Equal("end f, end f", await trial.Execution.BegunAsync());
            Assert.Equal([ExecutionStatus.Failed, ExecutionStatus.Succeeded], (await trial.EventsAsync<FinalizingStarted>()).Select(one => one.Status));
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task What_was_cut_off_runs_again_behind_a_restart_and_what_had_ended_does_not(bool isCrash) => Trial.RunAsync("build: a", new TrialSetup().Ending("f", "g", "h"), async trial =>
    {
        trial.Open("a", "end f");
        await trial.ReachedAsync("end g");
        await (isCrash ? trial.CrashAndRestartAsync() : trial.ShutDownAndRestartAsync());
        await trial.Gate("end g").ReachedAsync(2).WithinAsync(trial.Host.Describe);
        trial.Open("end g", "end h");

        await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
        Assert.Equal("end f, end g, end g, end h", await trial.Execution.BegunAsync());
        Assert.All((await trial.Execution.GetAsync()).Finalizers, one => Assert.Null(one.Failure));
    });

    [Fact]
    public Task A_stage_is_free_while_they_run() => LineTrial.RunAsync(
        new LineSetup(ExecutionMode.Queue, "build: a") { Define = pipeline => pipeline.Finally("f", Undo.EndAsync) }, async trial =>
        {
            await trial.StartAsync("a");
            trial.Open("a1");
            await trial.ReachedAsync("end f");
            await trial.StartAsync("a");
            await trial.LinesAsync("build: 2");
            trial.Open("end f", "a2");
            await trial.ClosesAsync(1, ExecutionStatus.Succeeded);
            await trial.ClosesAsync(2, ExecutionStatus.Succeeded);
        });

    private static async Task EndAsync(Trial trial, ExecutionStatus status)
    {
        await trial.ReachedAsync("a");
        string token = await trial.TokenAsync("qa");
        if (status == ExecutionStatus.Expired)
        {
            await trial.Host.AdvanceAsync(10 * Minute);
        }
        else if (status == ExecutionStatus.Failed)
        {
            await trial.Execution.ApproveAsync(token);
            trial.Fail("a");
        }
        else
        {
            trial.Open("a");
            await (status == ExecutionStatus.Succeeded ? trial.Execution.ApproveAsync(token) : trial.Execution.RejectAsync(token));
        }
    }
}
