using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>User code that throws, blocks or calls back does not harm the engine.</summary>
public sealed class CrossCallbackTests
{
    [Theory]
    [InlineData("throws")]
    [InlineData("blocks")]
    [InlineData("calls back")]
    [InlineData("swallows")]
    public async Task XC_09_A_cancellation_callback_neither_blocks_the_engine_nor_loses_the_transition(string behaviour)
    {
        using ManualResetEventSlim unblock = new();
        TaskCompletionSource<OrchestrationException> called = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Pipeline pipeline = Pipeline.Define("release", define => define.Stage("one").Action("a", async (context, token) =>
        {
            using CancellationTokenRegistration registration = token.Register(() => React(behaviour, context, unblock, called));
            await (behaviour == "swallows" ? Scenario.PassGateAsync(context, token).ContinueWith(_ => { }, TaskScheduler.Default) : Scenario.IgnoreTokenAsync(context, token));
        }));
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
        await host.ReachedAsync("a");

        Receipt receipt = await execution.AbortAsync(StopMode.Cancel).WithinAsync(host.Describe);
        await receipt.EffectiveAsync().WithinAsync(host.Describe);
        if (behaviour == "calls back")
        {
            Assert.Equal(ErrorCode.AlreadyStopping, (await called.Task.WithinAsync(host.Describe)).Code);
        }

        if (behaviour != "swallows")
        {
            await host.AdvanceAsync(TimeSpan.FromSeconds(30));
        }

        Settlement settlement = await receipt.SettledAsync().WithinAsync(host.Describe);
        Assert.Equal(ExecutionStatus.Aborted, settlement.Status);
        Assert.Equal(behaviour == "swallows" ? ["one/a"] : [], settlement.Cancelled);
        Assert.Equal(behaviour == "swallows" ? [] : ["one/a"], settlement.Abandoned);
        unblock.Set();
    }

    [Fact]
    public async Task XC_09_A_callback_that_stops_its_own_execution_and_waits_for_it_in_a_task_is_answered()
    {
        Pipeline pipeline = Pipeline.Define("release", define => define.Stage("one").Action("a", async (context, token) =>
        {
            Receipt receipt = await context.GetOrchestrator().StopAsync(context.ExecutionId, new StopRequest { Reason = "enough" }, token);
            await receipt.EffectiveAsync(token);
            await context.StopRequested.WaitAsync();
        }));
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);

        ExecutionHandle execution = await host.As("alice").StartAsync(pipeline);

        Assert.Equal("Stopped [one: Stopped (a=Succeeded)]", await execution.CloseAsync());
        Assert.Equal($"alice (one/a of {execution.Id})", (await execution.GetAsync()).Summary.ClosedBy);
    }

    [Fact]
    public async Task XC_09_A_watcher_that_stops_reading_holds_nobody_up()
    {
        Pipeline pipeline = Scenario.Gated("one: a; two: b");
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        host.Gates["a"].Open();
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
        await using IAsyncEnumerator<ExecutionEvent> slow = execution.WatchAsync().GetAsyncEnumerator();
        Assert.True(await slow.MoveNextAsync());
        host.Gates["b"].Open();
        await execution.CloseAsync();

        ExecutionEvent last = slow.Current;
        while (await slow.MoveNextAsync())
        {
            Assert.Equal(last.Sequence + 1, slow.Current.Sequence);
            last = slow.Current;
        }

        Assert.IsType<ExecutionClosed>(last);
    }

    private static void React(string behaviour, ActionContext context, ManualResetEventSlim unblock, TaskCompletionSource<OrchestrationException> called)
    {
        if (behaviour == "throws")
        {
            throw new InvalidOperationException("The callback broke.");
        }

        if (behaviour == "blocks")
        {
            unblock.Wait(TimeSpan.FromSeconds(30));
        }
        else if (behaviour == "calls back")
        {
            _ = context.GetOrchestrator().AbortAsync(context.ExecutionId, new AbortRequest()).ContinueWith(
                task => called.TrySetResult((OrchestrationException)task.Exception!.InnerException!), TaskScheduler.Default);
        }
    }
}
