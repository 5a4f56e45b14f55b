using Microsoft.Extensions.DependencyInjection;
using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>While finalizers run the outcome is decided: only the waiting can be ended. And whatever they do, the transition is not lost.</summary>
public sealed class FinalizerShieldTests
{
    public static TheoryData<ExecutionStatus> Outcomes { get; } = [ExecutionStatus.Succeeded, ExecutionStatus.Failed, ExecutionStatus.Aborted];

    [Theory]
    [MemberData(nameof(Outcomes))]
    public Task Only_an_abandon_is_accepted_and_it_only_ends_the_waiting(ExecutionStatus outcome) => RunAsync(outcome, async trial =>
    {
        foreach (StopMode mode in new[] { StopMode.Wait, StopMode.Cancel })
        {
            await trial.RefusedAsync(ErrorCode.NotStoppable, execution => execution.StopAsync(mode));
            await trial.RefusedAsync(ErrorCode.NotStoppable, execution => execution.AbortAsync(mode));
        }

        await trial.RefusedAsync(ErrorCode.NotStoppable, execution => execution.AbortStageAsync("build"));
        Assert.Equal((0, 1), (trial.Gate("end f").Cancelled, trial.Gate("end f").Waiting));
        Receipt receipt = await trial.Execution.AbortAsync(StopMode.Abandon);
        Settlement settlement = await receipt.SettledAsync().WithinAsync(trial.Host.Describe);

        Assert.Equal(outcome, settlement.Status);
        Assert.Equal("end f", await trial.Execution.BegunAsync());
        ExecutionSnapshot end = await trial.Execution.GetAsync();
        Assert.Equal(("Abandoned", null), (end.Finalizers[0].Failure?.Type, end.Finalizers[1].EndedAt));
        Assert.Equal(["a"], settlement.LeftBehind.Select(resource => resource.Key));
        Assert.Equal(0, trial.Gate("end f").Cancelled);
        await trial.RefusedAsync(ErrorCode.NotStoppable, execution => execution.AbortAsync(StopMode.Abandon));
        trial.Open("end f", "end g");
        await trial.Host.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(end.Version, (await trial.Execution.GetAsync()).Version);
    });

    [Fact]
    public Task An_abandon_ends_the_waiting_for_a_release_too() => RunAsync(ExecutionStatus.Failed, async trial =>
    {
        trial.Open("end f", "end g");
        await trial.ReachedAsync("release a");
        await trial.RefusedAsync(ErrorCode.NotStoppable, execution => execution.StopAsync(StopMode.Cancel));
        await trial.Execution.StopAsync(StopMode.Abandon);

        await trial.ClosesAsync("Failed [build: Failed (a=Failed)]");
        Assert.Equal("a", await trial.Execution.LeftBehindAsync());
    });

    [Fact]
    public Task The_deadline_of_the_stop_that_asked_for_them_does_not_reach_them() => Trial.RunAsync("build: a", new TrialSetup().Ending("f"), async trial =>
    {
        await trial.ReachedAsync("a");
        await trial.StopAsync(new StopRequest { Deadline = TimeSpan.FromMinutes(1), Grace = TimeSpan.FromSeconds(1), RunFinalizers = true });
        trial.Open("a");
        await trial.ReachedAsync("end f");
        await trial.Host.AdvanceAsync(TimeSpan.FromMinutes(4));
        await trial.IsAsync("Finalizing [build: Stopped (a=Succeeded)]");
        Assert.Equal(0, trial.Gate("end f").Cancelled);
        trial.Open("end f");

        await trial.ClosesAsync("Stopped [build: Stopped (a=Succeeded)]");
    });

    [Fact]
    public Task The_limits_of_stage_and_pipeline_have_ended_when_they_begin()
    {
        TrialSetup setup = new TrialSetup().Ending("f").Defining(pipeline => pipeline.ExpiresAfter(TimeSpan.FromMinutes(1)));
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            trial.Open("a");
            await trial.ReachedAsync("end f");
            await trial.Host.AdvanceAsync(TimeSpan.FromMinutes(4));
            trial.Open("end f");

            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
        });
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("no task")]
    [InlineData("callback throws")]
    [InlineData("callback blocks")]
    [InlineData("waits for its own execution")]
    public async Task XC_09_A_finalizer_that_misbehaves_only_fails_itself(string behaviour)
    {
        using ManualResetEventSlim unblock = new();
        TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TrialSetup setup = new TrialSetup().Defining(pipeline => pipeline.Finally("wild", (context, token) => Misbehave(behaviour, context, unblock, entered, token))).Ending("next");
        await Trial.RunAsync("build: a", setup, async trial =>
        {
            trial.Open("a", "end next");
            await entered.Task.WithinAsync(trial.Host.Describe);
            if (behaviour is not ("throws" or "no task"))
            {
                await trial.Execution.GetAsync().WithinAsync(trial.Host.Describe);
                await trial.Host.AdvanceAsync(TimeSpan.FromMinutes(5));
                await trial.Execution.GetAsync().WithinAsync(trial.Host.Describe);
                await trial.Host.AdvanceAsync(TimeSpan.FromSeconds(30));
            }

            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
            ExecutionSnapshot end = await trial.Execution.GetAsync();
            Assert.Equal([true, false], end.Finalizers.Select(one => one.Failure is not null));
            Assert.Equal("end wild, end next", await trial.Execution.BegunAsync());
            unblock.Set();
        });
    }

    [Fact]
    public async Task XC_09_A_finalizer_that_blocks_its_thread_holds_nobody_up()
    {
        using ManualResetEventSlim unblock = new();
        TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TrialSetup setup = new TrialSetup().Defining(pipeline => pipeline.Finally("wild", (_, _) =>
        {
            entered.TrySetResult();
            unblock.Wait(TimeSpan.FromSeconds(30), CancellationToken.None);
            return Task.CompletedTask;
        })).Ending("never");
        await Trial.RunAsync("build: a", setup, async trial =>
        {
            trial.Open("a");
            await entered.Task.WithinAsync(trial.Host.Describe);
            await trial.RefusedAsync(ErrorCode.NotStoppable, execution => execution.StopAsync());
            await trial.Execution.StopAsync(StopMode.Abandon);

            await trial.ClosesAsync("Succeeded [build: Succeeded (a=Succeeded)]");
            Assert.Equal("end wild", await trial.Execution.BegunAsync());
            unblock.Set();
        });
    }

    [Fact]
    public async Task XC_09_A_finalizer_that_calls_the_orchestrator_is_answered()
    {
        List<ErrorCode?> answers = [];
        TrialSetup setup = new TrialSetup().Defining(pipeline => pipeline.Finally("caller", (context, _) => CallAsync(context, answers))).Ending("never");
        await Trial.RunAsync("build: a", setup, async trial =>
        {
            trial.Fail("a");
            await trial.ClosesAsync("Failed [build: Failed (a=Failed)]");
            await trial.Host.IdleAsync();

            Assert.Equal([ErrorCode.NotStoppable, ErrorCode.StageNotRetryable, ErrorCode.StillRunning, ErrorCode.NotPausable, null], answers);
            Assert.Equal("end caller", await trial.Execution.BegunAsync());
        });
    }

    private static Task RunAsync(ExecutionStatus outcome, Func<Trial, Task> body)
    {
        TrialSetup setup = Undo.Setup(FailureStrategy.Fail).Registering("a").Ending("f", "g").Defining(pipeline => pipeline.Release(ReleasePolicy.Always));
        return Trial.RunAsync("build: a", setup, async trial =>
        {
            await trial.ReachedAsync("a");
            if (outcome == ExecutionStatus.Aborted)
            {
                await trial.Execution.AbortAsync(new AbortRequest { Mode = StopMode.Cancel, RunFinalizers = true });
            }
            else if (outcome == ExecutionStatus.Failed)
            {
                trial.Fail("a");
            }
            else
            {
                trial.Open("a");
            }

            await trial.ReachedAsync("end f");
            await body(trial);
        });
    }

    private static async Task CallAsync(FinalizerContext context, List<ErrorCode?> answers)
    {
        ExecutionHandle own = context.Services.GetRequiredService<IOrchestrator>().GetHandle(context.ExecutionId);
        answers.Add((await Races.OutcomeAsync(own.StopAsync())).Refused);
        answers.Add((await Races.OutcomeAsync(own.RetryStageAsync("build"))).Refused);
        answers.Add((await Races.OutcomeAsync(own.ReleaseResourcesAsync())).Refused);
        answers.Add((await Races.OutcomeAsync(own.PauseAsync())).Refused);
        Assert.Equal(ExecutionStatus.Finalizing, (await own.GetAsync()).Status);
        Receipt receipt = await own.StopAsync(StopMode.Abandon);
        answers.Add((await receipt.SettledAsync()).Status == ExecutionStatus.Failed ? null : ErrorCode.Conflict);
    }

    private static async Task WaitAsync(FinalizerContext context) =>
        await context.Services.GetRequiredService<IOrchestrator>().GetHandle(context.ExecutionId).WaitAsync(CancellationToken.None);

    private static Task Misbehave(string behaviour, FinalizerContext context, ManualResetEventSlim unblock, TaskCompletionSource entered, CancellationToken token)
    {
        if (behaviour.StartsWith("callback", StringComparison.Ordinal))
        {
            token.Register(() =>
            {
                if (behaviour == "callback throws")
                {
                    throw new InvalidOperationException("The callback broke.");
                }

                unblock.Wait(TimeSpan.FromSeconds(30));
            });
        }

        entered.SetResult();
        switch (behaviour)
        {
            case "throws":
                throw new InvalidOperationException("at once");
            case "no task":
                return Nothing<Task>();
            case "waits for its own execution":
                return WaitAsync(context);
            default:
                return Undo.EndIgnoringTokenAsync(context, token);
        }
    }

    private static T Nothing<T>()
        where T : class => null!;
}
