using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>Resumes that race each other, repeated ones, and what is told before one is sent.</summary>
public sealed class ResumeRaceTests
{
    private static readonly Pipeline TwoStages = Scenario.Gated("one: a; two: b");

    [Fact]
    public async Task Of_concurrent_resumes_one_wins_and_the_others_are_not_the_latest()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(TwoStages);
        ExecutionHandle execution = await host.BringToAsync(TwoStages, ExecutionStatus.Failed);
        using Barrier together = new(8);
        Task<ExecutionHandle>[] resumes =
        [
            .. Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    together.SignalAndWait();
                    return execution.ResumeAsync("two");
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap()),
        ];

        await Task.WhenAll(resumes).ContinueWith(_ => { }, TaskScheduler.Default).WithinAsync(host.Describe);

        Task<ExecutionHandle> winner = Assert.Single(resumes, resume => resume.IsCompletedSuccessfully);
        Assert.All(
            resumes.Where(resume => resume != winner),
            resume => Assert.Equal(ErrorCode.NotLatestExecution, ((OrchestrationException)resume.Exception!.InnerException!).Code));
        Assert.Equal((await winner).Id, (await execution.GetAsync()).ContinuedBy);
        Assert.Equal(2, (await execution.HistoryAsync()).Count);
    }

    [Fact]
    public async Task A_resume_and_a_retry_exclude_each_other()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(TwoStages);
        ExecutionHandle resumed = await host.BringToAsync(TwoStages, ExecutionStatus.Failed);
        ExecutionHandle retried = await host.FailAtAsync(TwoStages, "b");
        host.Gates["b"].Open();

        await resumed.ResumeAsync("two");
        await Refused.AsAsync(ErrorCode.NotLatestExecution, resumed, null, () => resumed.RetryStageAsync("two"));

        await retried.RetryStageAsync("two");
        await retried.CloseAsync();
        await Refused.AsAsync(ErrorCode.NotResumable, retried, "Succeeded", () => retried.ResumeAsync("two"));
    }

    [Fact]
    public async Task The_same_command_id_again_returns_the_same_execution_with_one_effect()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(TwoStages);
        ExecutionHandle execution = await host.BringToAsync(TwoStages, ExecutionStatus.Failed);
        ResumeRequest request = new("two") { CommandId = Guid.NewGuid(), Reason = "again" };

        ExecutionHandle first = await execution.ResumeAsync(request);
        int events = (await execution.EventsAsync()).Count;
        ExecutionHandle again = await execution.ResumeAsync(request);
        await host.StopAsync();
        await host.RestartAsync();
        execution = host.GetHandle(execution.Id);
        ExecutionHandle afterRestart = await execution.ResumeAsync(request);

        Assert.Equal([first.Id, first.Id], [again.Id, afterRestart.Id]);
        Assert.Equal(events, (await execution.EventsAsync()).Count);
        Assert.Equal(2, (await execution.HistoryAsync()).Count);
        await Refused.AsAsync(ErrorCode.Conflict, execution, null, () => execution.ResumeAsync(request with { Reason = "another" }));
        Receipt? receipt = await host.Orchestrator.FindReceiptAsync(request.CommandId!.Value);
        Assert.Equal((first.Id, Verb.Resume), (receipt?.Execution, receipt?.Command.Verb));
    }

    [Fact]
    public async Task A_command_id_that_started_another_execution_is_a_conflict()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(TwoStages);
        ExecutionHandle execution = await host.BringToAsync(TwoStages, ExecutionStatus.Failed);
        ExecutionHandle other = await host.FailAtAsync(TwoStages, "b");
        foreach (ExecutionId used in new[] { execution.Id, other.Id })
        {
            await Refused.AsAsync(ErrorCode.Conflict, () => execution.ResumeAsync(new ResumeRequest("two") { CommandId = used.Value }));
        }

        Assert.Null((await execution.GetAsync()).ContinuedBy);
    }

    [Fact]
    public async Task A_version_that_has_moved_on_is_a_conflict_and_the_present_one_is_accepted()
    {
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(TwoStages);
        ExecutionHandle execution = await host.BringToAsync(TwoStages, ExecutionStatus.Failed);
        Preview preview = await execution.PreviewAsync(new ResumeRequest("two"));
        Assert.Equal([Disposition.Reuse, Disposition.Run], preview.Actions.Select(action => action.Disposition));

        await Refused.AsAsync(
            ErrorCode.Conflict, execution, "Failed", () => execution.ResumeAsync(new ResumeRequest("two") { ExpectedVersion = preview.Version - 1 }));
        ExecutionHandle next = await execution.ResumeAsync(new ResumeRequest("two") { ExpectedVersion = preview.Version });

        Assert.Equal(next.Id, (await execution.GetAsync()).ContinuedBy);
        await Refused.AsAsync(ErrorCode.NotLatestExecution, execution, null, () => execution.PreviewAsync(new ResumeRequest("two")));
    }

    [Fact]
    public async Task Capabilities_say_which_stages_can_be_resumed()
    {
        Pipeline pipeline = Scenario.Gated("one: a; two: b; three: c");
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.BringToAsync(pipeline, ExecutionStatus.Failed);

        Capabilities capabilities = await execution.GetCapabilitiesAsync();

        Assert.True(capabilities[Verb.Resume, stage: "one"].IsAllowed);
        Assert.True(capabilities[Verb.Resume, stage: "two"].IsAllowed);
        Assert.Equal(ErrorCode.StageNotExecuted, capabilities[Verb.Resume, stage: "three"].Refusal);
        Assert.Equal(ErrorCode.NotStoppable, capabilities[Verb.Abort, StopMode.Abandon].Refusal);
    }
}
