using Orchestration.Testing;
using Orchestration.Tests.Conformance;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>What is not run again, and repetitions of the command.</summary>
public sealed class RerunRefusalTests
{
    [Fact]
    public Task An_execution_that_is_open_is_not_run_again() => TreeTrial.RunAsync(
        (trial, context, _) => context.RunAsync("part", trial.Deaf("part")),
        async trial =>
        {
            await trial.ReachedAsync("part");
            foreach (RerunRequest request in (RerunRequest[])[new(), new() { ReuseSucceeded = true }])
            {
                OrchestrationException refusal = await Refused.AsAsync(ErrorCode.StillRunning, trial.Execution, "Running", () => trial.Execution.RerunAsync(request));
                Assert.Contains(nameof(ExecutionStatus.Failed), refusal.AllowedStatuses);
                Assert.DoesNotContain(nameof(ExecutionStatus.Stopping), refusal.AllowedStatuses);
            }

            Assert.Equal(ErrorCode.StillRunning, (await trial.Execution.GetCapabilitiesAsync())[Verb.Rerun].Refusal);
            Receipt stop = await trial.Execution.StopAsync(StopMode.Cancel);
            await trial.UntilAsync("Stopping: root=Stopping+ (part-1=Stopping)");
            OrchestrationException stopping = await Refused.AsAsync(ErrorCode.StillRunning, trial.Execution, "Stopping", () => trial.Execution.RerunAsync());
            Assert.Equal(stop.CommandId, stopping.IntentInForce);
            trial.Open("part");
            await trial.EndsAsync();
            Assert.True((await trial.Execution.GetCapabilitiesAsync())[Verb.Rerun].IsAllowed);
        });

    [Fact]
    public Task A_staged_pipeline_is_run_again_whole_or_not_at_all() => TreeTrial.RunAsync(
        trial => Pipeline.Define("staged", define =>
        {
            define.Stage("build").Action("a", trial.At("a"));
            define.Stage("deploy").Action("b", trial.At("b"));
        }),
        async trial =>
        {
            trial.Open("a", "b");
            await trial.EndsAsync();
            await Refused.AsAsync(ErrorCode.InvalidRequest, trial.Execution, null, () => trial.Execution.RerunAsync(reuseSucceeded: true));
            ExecutionId first = trial.Execution.Id;
            await trial.RerunAsync();
            await trial.ClosesAsync("Succeeded: a=Succeeded, b=Succeeded");
            Assert.Equal(("a=2 b=2", first), (trial.RunsOf("a", "b"), (await trial.Execution.GetAsync()).Summary.RerunOf));
        });

    [Fact]
    public Task Nothing_is_run_again_whose_pipeline_is_registered_no_more() => RerunTree.FailedAsync(async trial =>
    {
        await trial.CrashAndRestartAsync(_ => { });
        await Refused.AsAsync(ErrorCode.DefinitionNotFound, trial.Execution, null, () => trial.Execution.RerunAsync(reuseSucceeded: true));
        Assert.Equal(ErrorCode.DefinitionNotFound, (await trial.Execution.GetCapabilitiesAsync())[Verb.Rerun].Refusal);
    });

    [Fact]
    public Task Nothing_is_reused_where_the_pipeline_is_staged_by_now() => RerunTree.FailedAsync(async trial =>
    {
        await trial.CrashAndRestartAsync(builder => builder.AddPipeline(Pipeline.Define("tree", define => define.Stage("build").Action("a", (_, _) => Task.CompletedTask))));
        await Refused.AsAsync(ErrorCode.InvalidRequest, trial.Execution, null, () => trial.Execution.RerunAsync(reuseSucceeded: true));
        await trial.RerunAsync();
        await trial.ClosesAsync("Succeeded: a=Succeeded");
    });

    [Fact]
    public Task A_request_is_checked_as_every_other() => RerunTree.FailedAsync(async trial =>
    {
        long version = (await trial.Execution.GetAsync()).Version;
        await Refused.AsAsync(ErrorCode.InvalidRequest, trial.Execution, null, () => trial.Execution.RerunAsync(reason: new string('x', 201)));
        await Refused.AsAsync(ErrorCode.InvalidRequest, trial.Execution, null, () => trial.Execution.RerunAsync(new RerunRequest { CommandId = Guid.Empty }));
        await Refused.AsAsync(ErrorCode.InvalidRequest, trial.Execution, null, () => trial.Execution.RerunAsync(new RerunRequest { Input = 7 }));
        OrchestrationException moved = await Refused.AsAsync(ErrorCode.Conflict, () => trial.Execution.RerunAsync(new RerunRequest { ExpectedVersion = version - 1 }));
        Assert.Equal(Verb.Rerun, moved.Verb);
        await Refused.AsAsync(ErrorCode.ExecutionNotFound, () => trial.Host.Orchestrator.RerunAsync(new ExecutionId(Guid.NewGuid()), new RerunRequest()));
        await trial.RerunAsync(new RerunRequest { ExpectedVersion = version, Reason = new string('x', 200) });
        await trial.EndsAsync();
    });

    [Fact]
    public Task The_same_command_again_is_the_same_execution() => RerunTree.FailedAsync(async trial =>
    {
        ExecutionHandle first = trial.Execution;
        RerunRequest request = new() { CommandId = Guid.NewGuid(), ReuseSucceeded = true, Force = ["root/done-1"], Reason = "again" };
        ExecutionHandle[] handles = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => first.RerunAsync(request))).WithinAsync(trial.Host.Describe);
        Assert.All(handles, handle => Assert.Equal(request.CommandId, handle.Id.Value));
        trial.TurnTo(handles[0]);
        await trial.EndsAsync();
        Assert.Equal(handles[0].Id, (await first.RerunAsync(request)).Id);
        await trial.CrashAndRestartAsync();
        Assert.Equal(handles[0].Id, (await trial.Host.GetHandle(first.Id).RerunAsync(request)).Id);
        Assert.Equal("done=2 left=1 right=2 last=1", trial.Runs());
        Assert.Equal(2, (await trial.Host.Orchestrator.ListAsync(new ExecutionQuery())).Executions.Count);
    });

    [Fact]
    public Task The_same_id_for_something_else_is_a_conflict() => RerunTree.FailedAsync(async trial =>
    {
        ExecutionHandle first = trial.Execution;
        RerunRequest request = new() { CommandId = Guid.NewGuid(), ReuseSucceeded = true, Force = ["root/done-1"], Reason = "again" };
        await trial.RerunAsync(request);
        await trial.EndsAsync();
        RerunRequest[] others = [request with { Force = [] }, request with { Force = ["root/fold-1"] }, request with { Reason = "other" }, request with { ReuseSucceeded = false, Force = [] }];
        foreach (RerunRequest other in others)
        {
            await Refused.AsAsync(ErrorCode.Conflict, () => first.RerunAsync(other));
        }

        await Refused.AsAsync(ErrorCode.Conflict, () => trial.Execution.RerunAsync(request));
        await Refused.AsAsync(ErrorCode.Conflict, () => trial.Host.Orchestrator.StartAsync(new StartRequest("tree") { CommandId = request.CommandId }));
        await Refused.AsAsync(ErrorCode.Conflict, () => first.RerunAsync(request with { CommandId = first.Id.Value }));
        Assert.Equal(2, (await trial.Host.Orchestrator.ListAsync(new ExecutionQuery())).Executions.Count);
    });
}
