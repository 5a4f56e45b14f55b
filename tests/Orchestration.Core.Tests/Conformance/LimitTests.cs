using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>The time limits of stages and pipelines: the engine cancels what runs, and the scope closes as expired.</summary>
public sealed class LimitTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task HA_42_An_approval_that_waits_past_the_limit_expires_the_run(bool ofStage)
    {
        TrialSetup setup = With(ofStage);
        setup.Approvals["qa"] = null;
        return Trial.RunAsync("build: qa, b; deploy: c", setup, async trial =>
        {
            string token = await trial.TokenAsync("qa");
            await trial.Host.AdvanceAsync(Hour - Moment);
            await trial.IsAsync("Running [build: Running (qa=Waiting, b=Pending); deploy: Pending (c=Pending)]");

            await trial.Host.AdvanceAsync(Moment);

            ExecutionSnapshot end = await trial.Execution.GetAsync();
            Assert.Equal((ExecutionStatus.Expired, StageStatus.Expired, StageStatus.NotRun), (end.Status, end["build"].Status, end["deploy"].Status));
            Assert.Equal((ReasonCode.TimeLimit, ReasonCode.TimeLimit), (end.Summary.ClosedReason, end["build"].Reason));
            Assert.Equal(ActionStatus.NotRun, end["build"]["b"].Status);
            await trial.RefusedAsync(ErrorCode.ApprovalClosed, execution => execution.ApproveAsync(token));
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task What_runs_is_cancelled_and_told_why(bool ofStage)
    {
        ConcurrentQueue<StopReason?> heard = [];
        TrialSetup setup = With(ofStage);
        setup.Code["a"] = async (trial, context, token) =>
        {
            try
            {
                await trial.Gate("a").PassAsync(token);
            }
            catch (OperationCanceledException)
            {
                heard.Enqueue(context.StopReason);
                throw;
            }
        };
        setup.Code["b"] = (trial, _, _) => trial.Gate("b").PassIgnoringCancellationAsync();
        return Trial.RunAsync("build: a b, c; deploy: d", setup, async trial =>
        {
            await trial.ReachedAsync("a", "b");
            await trial.Host.AdvanceAsync(Hour);
            await trial.Execution.UntilAsync(snapshot => snapshot["build"]["a"].Status == ActionStatus.Expired);
            ExecutionSnapshot stopping = await trial.Execution.GetAsync();
            Assert.Equal((ExecutionStatus.Stopping, StageStatus.Stopping), (stopping.Status, stopping["build"].Status));
            Assert.Equal((ActionStatus.Stopping, ActionStatus.NotRun), (stopping["build"]["b"].Status, stopping["build"]["c"].Status));
            await trial.Host.AdvanceAsync(Grace - Moment);
            Assert.Equal(ExecutionStatus.Stopping, (await trial.Execution.GetAsync()).Status);

            await trial.Host.AdvanceAsync(Moment);

            await trial.IsAsync("Expired [build: Expired (a=Expired, b=Expired, c=NotRun); deploy: NotRun (d=NotRun)]");
            StopReason reason = Assert.Single(heard)!;
            Assert.Equal((StopReasonKind.Expired, "system"), (reason.Kind, reason.Actor));
            Assert.True(Assert.Single((await trial.Execution.GetAsync()).Orphans).IsRunning);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task No_strategy_acts_and_finalizers_run(bool ofStage)
    {
        TrialSetup setup = With(ofStage);
        Action<PipelineBuilder>? before = setup.Define;
        setup.Define = define =>
        {
            before?.Invoke(define);
            define.OnFailure(FailureStrategy.RollbackPipeline).Finally("notify", (context, token) => PassAsync(context.Services, "notify", token));
        };
        setup.Settings["a"] = action => action.OnRollback((context, token) => PassAsync(context.Services, "undo", token));
        setup.Settings["b"] = action => action.Retry(5);
        return Trial.RunAsync("build: a, b", setup, async trial =>
        {
            trial.Open("a");
            await trial.ReachedAsync("b");
            await trial.Host.AdvanceAsync(Hour);
            await trial.ReachedAsync("notify");
            Assert.Equal(ExecutionStatus.Finalizing, (await trial.Execution.GetAsync()).Status);
            trial.Open("notify");
            await trial.ClosesAsync("Expired [build: Expired (a=Succeeded, b=Expired)]");
            Assert.Equal((0, 1), (trial.Gate("undo").Arrivals, trial.Gate("b").Arrivals));
            Assert.False((await trial.Execution.GetAsync())["build"]["a"].IsRolledBack);
        });
    }

    [Fact]
    public Task The_clock_of_a_stage_begins_when_it_is_entered()
    {
        TrialSetup setup = new();
        setup.Stages["deploy"] = stage => stage.ExpiresAfter(Hour);
        return Trial.RunAsync("build: a; deploy: b; notify: c", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.Host.AdvanceAsync(10 * Hour);
            trial.Open("a");
            await trial.ReachedAsync("b");
            await trial.Host.AdvanceAsync(Hour - Moment);
            await trial.IsAsync("Running [build: Succeeded (a=Succeeded); deploy: Running (b=Running); notify: Pending (c=Pending)]");
            await trial.Host.AdvanceAsync(Moment);
            await trial.ClosesAsync("Expired [build: Succeeded (a=Succeeded); deploy: Expired (b=Expired); notify: NotRun (c=NotRun)]");
        });
    }

    [Fact]
    public Task A_stage_that_ends_in_time_leaves_no_clock_behind()
    {
        TrialSetup setup = With(ofStage: true);
        return Trial.RunAsync("build: a; deploy: b", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            trial.Open("a");
            await trial.ReachedAsync("b");
            await trial.Host.AdvanceAsync(10 * Hour);
            await trial.IsAsync("Running [build: Succeeded (a=Succeeded); deploy: Running (b=Running)]");
            trial.Open("b");
            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded); deploy: Succeeded (b=Succeeded)]");
        });
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public Task A_limit_that_passed_while_no_host_was_up_starts_nothing_again(bool ofStage, bool waits)
    {
        TrialSetup setup = With(ofStage);
        setup.Settings["a"] = action => action.Retry(1, Backoff.Fixed(Hour / 2));
        return Trial.RunAsync("build: a, b", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            if (waits)
            {
                trial.Fail("a");
                await trial.UntilAsync("Running [build: Running (a=Waiting, b=Pending)]");
            }

            await trial.Host.CrashAsync();
            trial.Host.Time.Advance(10 * Hour);
            await trial.RestartAsync();

            await trial.Execution.WaitAsync().WithinAsync(trial.Host.Describe);
            Assert.Equal(ExecutionStatus.Expired, (await trial.Execution.GetAsync()).Status);
            Assert.Single(await trial.EventsAsync<ActionStarted>());
            Assert.DoesNotContain((await trial.Execution.GetAsync()).Orphans, orphan => orphan.IsRunning);
        });
    }

    [Fact]
    public Task Without_a_grace_nobody_waits()
    {
        TrialSetup setup = With(ofStage: true);
        setup.Configure = builder => builder.Services.AddOrchestration(options => options.DefaultGrace = TimeSpan.Zero);
        setup.Code["a"] = (trial, _, _) => trial.Gate("a").PassIgnoringCancellationAsync();
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.Host.AdvanceAsync(Hour);
            await trial.ClosesAsync("Expired [build: Expired (a=Expired)]");
            Assert.True(Assert.Single((await trial.Execution.GetAsync()).Orphans).IsRunning);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_retry_of_the_stage_begins_the_clocks_again_with_a_fresh_budget(bool ofStage)
    {
        TrialSetup setup = With(ofStage);
        setup.Settings["a"] = action => action.Retry(1);
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.Host.AdvanceAsync(Hour);
            await trial.ClosesAsync("Expired [build: Expired (a=Expired)]");
            await trial.Host.AdvanceAsync(10 * Hour);

            await trial.Execution.RetryStageAsync("build");

            await trial.Gate("a").ReachedAsync(2).WithinAsync(trial.Host.Describe);
            await trial.Host.AdvanceAsync(Hour - Moment);
            trial.Gate("a").Fail(new InvalidOperationException("broke"));
            await trial.ClosesAsync("Failed [build: Failed (a=Failed)]");
            Assert.Equal(3, trial.Gate("a").Arrivals);
        });
    }

    [Fact]
    public Task The_limit_of_the_pipeline_counts_in_front_of_a_disabled_gate_and_that_of_the_stage_does_not()
    {
        TrialSetup setup = new() { Define = define => define.ExpiresAfter(3 * Hour) };
        setup.Stages["deploy"] = stage => stage.ExpiresAfter(Hour);
        return Trial.RunAsync("build: a; deploy: b", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            await trial.Orchestrator.DisableGateAsync("release", "deploy", "maintenance");
            trial.Open("a");
            await trial.UntilAsync("Running [build: Succeeded (a=Succeeded); deploy: Waiting (b=Pending)]");
            await trial.Host.AdvanceAsync((3 * Hour) - Moment);
            await trial.IsAsync("Running [build: Succeeded (a=Succeeded); deploy: Waiting (b=Pending)]");

            await trial.Host.AdvanceAsync(Moment);

            await trial.IsAsync("Expired [build: Succeeded (a=Succeeded); deploy: NotRun (b=NotRun)]");
        });
    }

    [Theory]
    [InlineData(ExecutionMode.Parallel)]
    [InlineData(ExecutionMode.Queue)]
    public Task A_queued_run_expires_without_having_started(ExecutionMode mode)
    {
        TrialSetup setup = new() { Define = define => define.Mode(mode).ExpiresAfter(Hour) };
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            trial.Open("a");
            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
            await trial.Orchestrator.DisableGateAsync("release", "build", "maintenance");
            ExecutionHandle queued = await trial.StartAgainAsync();
            await trial.Host.AdvanceAsync(Hour);

            ExecutionSnapshot end = await queued.GetAsync();
            Assert.Equal("Expired [build: NotRun (a=NotRun)]", end.Describe());
            Assert.Equal(ReasonCode.TimeLimit, end.Summary.ClosedReason);
            Assert.DoesNotContain(await queued.EventsAsync(), happened => happened is StageEntered);
        });
    }

    [Fact]
    public Task An_expired_holder_frees_its_lock()
    {
        TrialSetup setup = new() { Define = define => define.Mode(ExecutionMode.Queue) };
        setup.Stages["build"] = stage => stage.ExpiresAfter(Hour);
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            ExecutionHandle next = await trial.StartAgainAsync();
            await trial.Host.AdvanceAsync(Hour);
            await trial.ClosesAsync("Expired [build: Expired (a=Expired)]");
            await trial.Gate("a").ReachedAsync(2).WithinAsync(trial.Host.Describe);
            Assert.Equal(ExecutionStatus.Running, (await next.GetAsync()).Status);
            await trial.Host.AdvanceAsync(Hour - Moment);
            trial.Open("a");
            await next.WaitAsync().WithinAsync(trial.Host.Describe);
            Assert.Equal(ExecutionStatus.Succeeded, (await next.GetAsync()).Status);
        });
    }

    internal static TrialSetup With(bool ofStage)
    {
        TrialSetup setup = new();
        if (ofStage)
        {
            setup.Stages["build"] = stage => stage.ExpiresAfter(Hour);
        }
        else
        {
            setup.Define = define => define.ExpiresAfter(Hour);
        }

        return setup;
    }

    private static Task PassAsync(IServiceProvider services, string gate, CancellationToken cancellationToken) =>
        services.GetRequiredService<GateSet>()[gate].PassAsync(cancellationToken);
}
