using Orchestration.Storage;
using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>The link into the old execution and the new execution are one write.</summary>
public sealed class ResumeCrashTests
{
    private static readonly Pipeline TwoStages = Scenario.Gated("one: a; two: b");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task HR_28_A_crash_in_the_middle_of_a_resume_leaves_both_executions_changed_or_neither(bool isStored)
    {
        FaultyStore store = new();
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(
            builder => builder.AddPipeline(TwoStages), new OrchestrationTestOptions { OpenStore = () => store });
        ExecutionHandle old = await host.BringToAsync(TwoStages, ExecutionStatus.Failed);
        Guid commandId = Guid.NewGuid();
        Gate answer = new("answer");
        if (isStored)
        {
            store.HoldAnswerOfNext(answer);
        }
        else
        {
            store.HoldNext(answer);
        }

        Task<ExecutionHandle> resume = old.ResumeAsync(new ResumeRequest("two") { CommandId = commandId });
        await answer.ReachedAsync().WithinAsync(host.Describe);
        await host.CrashAsync();
        host.Gates["b"].Open();
        await host.RestartAsync();
        answer.Open();

        await resume.WithinAsync(host.Describe).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Equal(isStored, resume.IsCompletedSuccessfully);
        old = host.GetHandle(old.Id);
        ExecutionHandle next = host.GetHandle(new ExecutionId(commandId));
        Assert.Equal(isStored ? next.Id : null, (await old.GetAsync()).ContinuedBy);
        Assert.Equal(!isStored, (await old.GetAsync()).Summary.IsLatest);
        Assert.Equal(isStored ? 2 : 1, (await old.HistoryAsync()).Count);
        Assert.Equal(isStored, await host.Orchestrator.FindReceiptAsync(commandId) is not null);
        if (!isStored)
        {
            await Refused.AsAsync(ErrorCode.ExecutionNotFound, () => next.GetAsync());
            next = await old.ResumeAsync(new ResumeRequest("two") { CommandId = commandId });
        }

        Assert.Equal("Succeeded [one: Reused (a=Reused); two: Succeeded (b=Succeeded)]", await next.CloseAsync());
        Assert.Equal(2, (await old.HistoryAsync()).Count);
        Assert.Equal(2, host.Gates["b"].Arrivals);
    }

    [Fact]
    public async Task HR_28_A_resume_whose_answer_was_lost_happens_once()
    {
        FaultyStore store = new();
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(
            builder => builder.AddPipeline(TwoStages), new OrchestrationTestOptions { OpenStore = () => store });
        ExecutionHandle old = await host.BringToAsync(TwoStages, ExecutionStatus.Failed);
        host.Gates["b"].Open();
        store.LoseAnswerOfNext();

        ExecutionHandle next = await old.ResumeAsync("two").WithinAsync(host.Describe);

        Assert.Equal("Succeeded [one: Reused (a=Reused); two: Succeeded (b=Succeeded)]", await next.CloseAsync());
        Assert.Equal(2, (await old.HistoryAsync()).Count);
    }

    [Fact]
    public async Task HR_28_A_resume_that_the_store_did_not_take_changes_nothing_and_can_be_sent_again()
    {
        FaultyStore store = new();
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(
            builder => builder.AddPipeline(TwoStages), new OrchestrationTestOptions { OpenStore = () => store });
        ExecutionHandle old = await host.BringToAsync(TwoStages, ExecutionStatus.Failed);
        host.Gates["b"].Open();
        ResumeRequest request = new("two") { CommandId = Guid.NewGuid() };
        for (int time = 0; time < 20; time++)
        {
            store.FailNext(CommitResult.Failed);
            await Refused.AsAsync(ErrorCode.StoreUnavailable, () => old.ResumeAsync(request));
            Assert.Null((await old.GetAsync()).ContinuedBy);
        }

        ExecutionHandle next = await old.ResumeAsync(request).WithinAsync(host.Describe);

        Assert.Equal(request.CommandId, next.Id.Value);
        Assert.Equal("Succeeded [one: Reused (a=Reused); two: Succeeded (b=Succeeded)]", await next.CloseAsync());
    }

    [Fact]
    public async Task A_resume_that_lost_a_race_in_the_store_is_decided_again()
    {
        FaultyStore store = new();
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(
            builder => builder.AddPipeline(TwoStages), new OrchestrationTestOptions { OpenStore = () => store });
        ExecutionHandle old = await host.BringToAsync(TwoStages, ExecutionStatus.Failed);
        host.Gates["b"].Open();
        store.FailNext(CommitResult.Conflict);

        ExecutionHandle next = await old.ResumeAsync("two").WithinAsync(host.Describe);

        Assert.Equal("Succeeded [one: Reused (a=Reused); two: Succeeded (b=Succeeded)]", await next.CloseAsync());
    }
}
