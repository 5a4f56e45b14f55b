using Orchestration.Storage;
using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>A store that fails loses nothing and doubles nothing.</summary>
public sealed class CrossStoreFaultTests
{
    private static readonly Pipeline TwoSteps = Scenario.Gated("one: a, b");

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task The_result_of_a_running_action_is_stored_once_the_store_works_again(int failures)
    {
        FaultyStore store = new();
        await using OrchestrationTestHost host = await StartAsync(store);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(TwoSteps);
        await host.ReachedAsync("a");
        host.Gates["b"].Open();
        store.FailNext(CommitResult.Failed);

        Task<ExecutionSummary> closed = execution.WaitAsync();
        host.Gates["a"].Open();
        for (int failed = 1; failed <= failures; failed++)
        {
            await store.FaultsUsedAsync().WithinAsync(host.Describe);
            Assert.Equal("Running [one: Running (a=Running, b=Pending)]", (await execution.GetAsync()).Describe());
            if (failed < failures)
            {
                store.FailNext(CommitResult.Failed);
            }

            await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(ExecutionStatus.Succeeded, (await closed.WithinAsync(host.Describe)).Status);
        Assert.Equal((1, 1), (host.Gates["a"].Arrivals, host.Gates["b"].Arrivals));
        Assert.Equal(2, (await execution.EventsAsync()).OfType<ActionStarted>().Count());
    }

    [Fact]
    public async Task Verbs_answer_that_the_store_is_unavailable_and_can_be_sent_again()
    {
        FaultyStore store = new();
        await using OrchestrationTestHost host = await StartAsync(store);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(TwoSteps);
        await host.ReachedAsync("a");
        StopRequest request = new() { CommandId = Guid.NewGuid() };
        store.FailNext(CommitResult.Failed);

        OrchestrationException refusal = await Refused.AsAsync(ErrorCode.StoreUnavailable, () => execution.StopAsync(request));

        Assert.Equal((Verb.Stop, execution.Id), (refusal.Verb, refusal.Target?.Execution));
        Assert.Equal("Running [one: Running (a=Running, b=Pending)]", (await execution.GetAsync()).Describe());
        Receipt receipt = await execution.StopAsync(request);
        Assert.Equal(request.CommandId, receipt.CommandId);
        host.Gates["a"].Open();
        Assert.Equal("Stopped [one: Stopped (a=Succeeded, b=NotRun)]", await execution.CloseAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_lost_answer_never_doubles(int times)
    {
        FaultyStore store = new();
        await using OrchestrationTestHost host = await StartAsync(store);
        host.Gates["b"].Open();
        StartRequest request = new("release") { CommandId = Guid.NewGuid() };
        store.LoseAnswerOfNext(times);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(request).WithinAsync(host.Describe);
        await host.ReachedAsync("a");
        store.LoseAnswerOfNext(times);
        host.Gates["a"].Open();

        Assert.Equal("Succeeded [one: Succeeded (a=Succeeded, b=Succeeded)]", await execution.CloseAsync());
        Assert.Equal((1, 1), (host.Gates["a"].Arrivals, host.Gates["b"].Arrivals));
        Assert.Equal(Enumerable.Range(1, (int)(await execution.GetAsync()).Version).Select(number => (long)number), (await execution.EventsAsync()).Select(happened => happened.Sequence));
        Assert.Equal(execution.Id, (await host.Orchestrator.StartAsync(request)).Id);
        Assert.Single((await host.Orchestrator.ListAsync(new ExecutionQuery())).Executions);
    }

    [Fact]
    public async Task A_start_whose_answer_is_never_found_runs_once_the_store_works_again()
    {
        FaultyStore store = new();
        await using OrchestrationTestHost host = await StartAsync(store);
        StartRequest request = new("release") { CommandId = Guid.NewGuid() };
        store.LoseAnswerOfNext(times: 100);
        await Refused.AsAsync(ErrorCode.StoreUnavailable, () => host.Orchestrator.StartAsync(request));
        store.Repair();

        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        await host.ReachedAsync("a");
    }

    [Fact]
    public async Task A_resume_whose_answer_is_never_found_runs_once_the_store_works_again()
    {
        FaultyStore store = new();
        await using OrchestrationTestHost host = await StartAsync(store);
        ExecutionHandle execution = await host.FailAtAsync(TwoSteps, "a");
        store.LoseAnswerOfNext(times: 100);
        await Refused.AsAsync(ErrorCode.StoreUnavailable, () => execution.ResumeAsync("one"));
        store.Repair();

        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        await host.ReachedAsync("a", 2);
    }

    [Fact]
    public async Task A_store_that_throws_has_failed()
    {
        FaultyStore store = new();
        await using OrchestrationTestHost host = await StartAsync(store);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(TwoSteps);
        await host.ReachedAsync("a");
        store.ThrowNext(new TimeoutException("The disk is slow."), times: 100);

        await Refused.AsAsync(ErrorCode.StoreUnavailable, () => execution.StopAsync());
        store.Repair();

        Assert.Equal(ExecutionStatus.Running, (await execution.GetAsync()).Status);
        store.FailReads(new TimeoutException("The disk is slow."));
        store.FailNext(CommitResult.Failed);
        await Refused.AsAsync(ErrorCode.StoreUnavailable, () => execution.StopAsync());
        OrchestrationException refusal = await Refused.AsAsync(ErrorCode.StoreUnavailable, () => execution.GetAsync());
        Assert.Equal((Verb.Get, execution.Id), (refusal.Verb, refusal.Target?.Execution));
        store.Repair();
        host.Gates["a"].Open();
        host.Gates["b"].Open();
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal("Succeeded [one: Succeeded (a=Succeeded, b=Succeeded)]", await execution.CloseAsync());
    }

    [Fact]
    public async Task A_command_id_of_another_execution_hurts_only_its_own_caller()
    {
        FaultyStore store = new();
        await using OrchestrationTestHost host = await StartAsync(store);
        ExecutionHandle first = await host.Orchestrator.StartAsync(TwoSteps);
        await host.ReachedAsync("a");
        ExecutionHandle second = await host.Orchestrator.StartAsync(TwoSteps);
        await host.ReachedAsync("a", 2);
        StopRequest request = new() { CommandId = Guid.NewGuid() };
        await first.StopAsync(request);
        Task<ExecutionSummary> bystander = second.WaitAsync();

        OrchestrationException refusal = await Refused.AsAsync(ErrorCode.Conflict, second, null, () => second.StopAsync(request));

        Assert.Equal(Verb.Stop, refusal.Verb);
        Assert.False(bystander.IsCompleted, host.Describe());
        host.Gates["b"].Open();
        host.Gates["a"].Open();
        Assert.Equal(ExecutionStatus.Succeeded, (await bystander.WithinAsync(host.Describe)).Status);
    }

    [Fact]
    public async Task Conflicts_lose_no_result()
    {
        FaultyStore store = new();
        await using OrchestrationTestHost host = await StartAsync(store);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(TwoSteps);
        await host.ReachedAsync("a");
        store.FailNext(CommitResult.Conflict, times: 2);
        host.Gates["b"].Open();
        host.Gates["a"].Open();
        await store.FaultsUsedAsync().WithinAsync(host.Describe);
        Assert.Equal(ExecutionStatus.Running, (await execution.GetAsync()).Status);
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal("Succeeded [one: Succeeded (a=Succeeded, b=Succeeded)]", await execution.CloseAsync());
    }

    [Fact]
    public async Task A_fenced_host_tells_its_code_and_writes_nothing_any_more()
    {
        FaultyStore store = new();
        TaskCompletionSource<StopReason?> told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Pipeline pipeline = Pipeline.Define("release", define => define.Stage("one").Parallel(group =>
        {
            group.Action("a", async (context, token) =>
            {
                CancellationToken stopRequested = context.StopRequested;
                using CancellationTokenRegistration registration = token.Register(() => told.TrySetResult(stopRequested.IsCancellationRequested ? context.StopReason : null));
                await Scenario.IgnoreTokenAsync(context, token);
            });
            group.Action("b", Scenario.PassGateAsync);
        }));
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(
            builder => builder.AddPipeline(pipeline), new OrchestrationTestOptions { OpenStore = () => store });
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
        await host.ReachedAsync("a");
        await host.ReachedAsync("b");
        Task<ExecutionSummary> waiting = execution.WaitAsync();
        int events = (await execution.EventsAsync()).Count;
        store.FailNext(CommitResult.Fenced);

        await Refused.AsAsync(ErrorCode.HostStopped, () => execution.StopAsync());

        StopReason? reason = await told.Task.WithinAsync(host.Describe);
        Assert.Equal((StopReasonKind.OwnershipLost, "system"), (reason?.Kind, reason?.Actor));
        await Refused.AsAsync(ErrorCode.HostStopped, () => waiting);
        int appends = store.Appends;
        host.Gates.OpenAll();
        await host.IdleAsync();
        await host.AdvanceAsync(TimeSpan.FromMinutes(10));
        await Refused.AsAsync(ErrorCode.HostStopped, () => host.Orchestrator.StartAsync(pipeline));
        await Refused.AsAsync(ErrorCode.HostStopped, () => execution.GetAsync());
        Assert.Equal(appends, store.Appends);
        Assert.Equal(events, (await store.ReadAsync(execution.Id, 1, 1_000, CancellationToken.None)).Count);
    }

    private static Task<OrchestrationTestHost> StartAsync(FaultyStore store) =>
        OrchestrationTestHost.StartAsync(builder => builder.AddPipeline(TwoSteps), new OrchestrationTestOptions { OpenStore = () => store });
}
