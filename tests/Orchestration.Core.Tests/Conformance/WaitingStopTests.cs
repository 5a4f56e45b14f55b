using Orchestration.Testing;
using Orchestration.Tests.Conformance.Support;

namespace Orchestration.Tests.Conformance;

/// <summary>A waiting execution closes in the step that accepts its stop, whoever else is about to let it in or to supersede it.</summary>
public sealed class WaitingStopTests
{
    public static TheoryData<ExecutionMode, Verb, StopMode> Stops
    {
        get
        {
            TheoryData<ExecutionMode, Verb, StopMode> all = [];
            foreach (ExecutionMode mode in Enum.GetValues<ExecutionMode>())
            {
                foreach (StopMode how in Enum.GetValues<StopMode>())
                {
                    all.Add(mode, Verb.Stop, how);
                    all.Add(mode, Verb.Abort, how);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Stops))]
    public Task A_stop_of_a_waiting_execution_closes_it_in_the_same_commit(ExecutionMode mode, Verb verb, StopMode how) => LineTrial.RunAsync(mode, async trial =>
    {
        await trial.DisableGateAsync("build");
        await trial.StartAsync();
        Receipt receipt = await SendAsync(trial[1], verb, how);

        ExecutionStatus expected = verb == Verb.Stop ? ExecutionStatus.Stopped : ExecutionStatus.Aborted;
        Assert.Equal(expected, receipt.Status);
        await trial.IsAsync(1, $"{expected} [build: NotRun (a=NotRun); deploy: NotRun (b=NotRun)]");
        RecordedCommit commit = Assert.Single(trial.Recording.Commits, one => one.Events.Any(part => part.Happened is StopRequested));
        Assert.Equal(
            ["StopRequested", "StopEffective", "ActionClosed", "StageClosed", "ActionClosed", "StageClosed", "ExecutionClosed"],
            commit.Events.Select(one => one.Happened.GetType().Name));
        await receipt.EffectiveAsync().WithinAsync(trial.Host.Describe);
        Settlement settlement = await receipt.SettledAsync().WithinAsync(trial.Host.Describe);
        Assert.Equal(expected, settlement.Status);
        await trial.LinesAsync("build: - |; deploy: -");
        await trial.EnableGateAsync("build");
        Assert.Equal(0, trial.Gate("a1").Arrivals);
    });

    [Theory]
    [MemberData(nameof(Stops))]
    public Task So_does_one_at_an_inner_gate(ExecutionMode mode, Verb verb, StopMode how) => LineTrial.RunAsync(mode, async trial =>
    {
        await trial.DisableGateAsync("deploy");
        await trial.StartAsync("a");
        trial.Open("a1");
        await trial.WaitsAsync(1, "deploy");

        Receipt receipt = await SendAsync(trial[1], verb, how);

        Assert.True(receipt.Status is ExecutionStatus.Stopped or ExecutionStatus.Aborted);
        await trial.IsAsync(1, $"{receipt.Status} [build: Succeeded (a=Succeeded); deploy: NotRun (b=NotRun)]");
        Assert.Single(trial.Recording.Commits, one => one.Events.Any(part => part.Happened is StopRequested) && one.Events.Any(part => part.Happened is ExecutionClosed));
        OrchestrationException refusal = await Refused.AsAsync(ErrorCode.NotStoppable, trial[1], receipt.Status.ToString(), () => trial[1].StopAsync(StopMode.Abandon));
        Assert.Equal(Verb.Stop, refusal.Verb);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whichever_of_stop_and_superseding_is_ordered_first_wins(bool stopFirst)
    {
        HeldStore store = new();
        await LineTrial.RunAsync(new LineSetup(ExecutionMode.Supersede) { Store = store }, async trial =>
        {
            await trial.StartAsync("a");
            await trial.StartAsync();
            Task held = Task.CompletedTask;
            await store.HoldAsync(() => held = trial.DisableGateAsync("deploy"));

            // Both are decided in the turn behind the answer.
            Task<Receipt>? stop = stopFirst ? trial[2].StopAsync() : null;
            Task<ExecutionHandle> start = trial.StartAsync();
            stop ??= trial[2].StopAsync();
            store.Release();
            await Task.WhenAll(held, start).WithinAsync(trial.Host.Describe);

            if (stopFirst)
            {
                Assert.Equal(ExecutionStatus.Stopped, (await stop.WithinAsync(trial.Host.Describe)).Status);
            }
            else
            {
                await Refused.AsAsync(ErrorCode.NotStoppable, trial[2], nameof(ExecutionStatus.Superseded), () => stop);
            }

            await trial.IsAsync(2, $"{(stopFirst ? ExecutionStatus.Stopped : ExecutionStatus.Superseded)} [build: NotRun (a=NotRun); deploy: NotRun (b=NotRun)]");
            Assert.Equal(stopFirst ? null : trial[3].Id, (await trial[2].GetAsync()).Summary.SupersededBy);
            await trial.LinesAsync("build: 1 < 3; deploy: - |");
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whichever_of_stop_and_letting_in_is_ordered_first_wins(bool stopFirst)
    {
        HeldStore store = new();
        await LineTrial.RunAsync(new LineSetup(ExecutionMode.Queue) { Store = store }, async trial =>
        {
            await trial.DisableGateAsync("build");
            await trial.StartAsync();
            Task held = Task.CompletedTask;
            await store.HoldAsync(() => held = trial.DisableGateAsync("deploy"));

            Task<Receipt>? stop = stopFirst ? trial[1].StopAsync() : null;
            Task enable = trial.EnableGateAsync("build");
            stop ??= trial[1].StopAsync();
            store.Release();
            await Task.WhenAll(held, enable, stop).WithinAsync(trial.Host.Describe);

            Assert.Equal(stopFirst ? ExecutionStatus.Stopped : ExecutionStatus.Stopping, (await stop).Status);
            trial.Open("a1");
            await trial.ClosesAsync(1, ExecutionStatus.Stopped);
            await trial.IsAsync(1, $"Stopped [build: {(stopFirst ? "NotRun (a=NotRun)" : "Stopped (a=Succeeded)")}; deploy: NotRun (b=NotRun)]");
            await trial.LinesAsync("build: -; deploy: - |");
        });
    }

    [Fact]
    public async Task Stops_of_waiting_executions_race_the_hand_over_and_each_ends_one_way()
    {
        for (int round = 0; round < 30; round++)
        {
            await LineTrial.RunAsync(ExecutionMode.Queue, async trial =>
            {
                await trial.StartAsync("a");
                await trial.StartAsync(3);
                Task<Receipt>[] stops = new Task<Receipt>[2];

                OwnThread.Race(
                    () => trial.Open("a1"),
                    () => stops[0] = trial[2].StopAsync(),
                    () => stops[1] = trial[3].AbortAsync());

                await Task.WhenAll(stops).WithinAsync(trial.Host.Describe);
                trial.Open("a2", "a3");
                await trial.ClosesAsync(2, ExecutionStatus.Stopped);
                await trial.ClosesAsync(3, ExecutionStatus.Aborted);
                await trial.FinishAsync(1, 4);
                await trial.LinesAsync("build: -; deploy: -");
            });
        }
    }

    private static Task<Receipt> SendAsync(ExecutionHandle execution, Verb verb, StopMode how) =>
        (verb == Verb.Stop ? execution.StopAsync(how) : execution.AbortAsync(how)).WithinAsync();
}
