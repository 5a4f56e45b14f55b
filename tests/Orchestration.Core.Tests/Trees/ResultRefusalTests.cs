using Orchestration.Permissions;
using Orchestration.Testing;
using Orchestration.Tests.Conformance;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>Results that can't be had: of another type, of what is no root run, of nobody's run, for callers who may not see it.</summary>
public sealed class ResultRefusalTests
{
    [Fact]
    public Task A_result_of_another_type_stays_what_it_is() => TreeTrial.RunAsync(
        _ => Pipeline.Root("tree", (_, _) => Task.FromResult("forty-one")),
        async trial =>
        {
            await trial.EndsAsync();
            await Refused.AsAsync(ErrorCode.ResultTypeChanged, () => trial.Execution.WithResult<int>().ResultAsync());
            Assert.Equal("forty-one", await trial.Execution.WithResult<string>().ResultAsync());
        });

    [Fact]
    public Task A_root_without_a_result_has_none() => TreeTrial.RunAsync(
        (_, _, _) => Task.CompletedTask,
        async trial =>
        {
            await trial.EndsAsync();
            await Refused.AsAsync(ErrorCode.OutputMissing, () => trial.Execution.WithResult<int>().ResultAsync());
        });

    [Fact]
    public Task A_result_of_null_is_a_result() => TreeTrial.RunAsync(
        _ => Pipeline.Root("tree", (_, _) => Task.FromResult<string?>(null)),
        async trial =>
        {
            await trial.EndsAsync();
            Assert.Null(await trial.Execution.WithResult<string?>().ResultAsync());
        });

    [Fact]
    public Task A_staged_pipeline_has_no_one_result() => TreeTrial.RunAsync(
        _ => Pipeline.Define("staged", define => define.Stage("build").Action("a", (_, _) => Task.FromResult(41))),
        async trial =>
        {
            OrchestrationException open = await Refused.AsAsync(ErrorCode.InvalidRequest, () => trial.Execution.WithResult<int>().ResultAsync());
            Assert.Equal(Verb.Get, open.Verb);
            await trial.EndsAsync();
            await Refused.AsAsync(ErrorCode.InvalidRequest, () => trial.Execution.WithResult<int>().ResultAsync());
        });

    [Fact]
    public Task Nobody_waits_for_an_execution_that_is_not_there() => TreeTrial.RunAsync(
        (_, _, _) => Task.CompletedTask,
        async trial =>
        {
            ExecutionId unknown = new(Guid.NewGuid());
            OrchestrationException refusal = await Refused.AsAsync(ErrorCode.ExecutionNotFound, () => trial.Host.Orchestrator.GetResultAsync<int>(unknown));
            Assert.Equal((Verb.Get, unknown), (refusal.Verb, refusal.Target?.Execution));
        });

    [Fact]
    public async Task Who_may_not_see_the_execution_is_denied_before_it_is_told_whether_there_is_one()
    {
        PermissionRules rules = new();
        Pipeline pipeline = Pipeline.Root("tree", (_, _) => Task.FromResult(41));
        await using OrchestrationTestHost host = await rules.StartHostAsync(pipeline);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
        await execution.WaitAsync().WithinAsync(host.Describe);
        rules.Allow = PermissionRules.Only("bob", Permission.Execute);
        foreach (ExecutionId id in (ExecutionId[])[execution.Id, new(Guid.NewGuid())])
        {
            await Refused.AsAsync(ErrorCode.PermissionDenied, () => host.As("bob").GetResultAsync<int>(id));
        }

        Assert.Equal(41, await host.As("ada").GetResultAsync<int>(execution.Id));
        Assert.Contains(rules.Asked, asked => asked is { Permission: Permission.View, Pipeline: "tree" } && asked.Execution == execution.Id);
    }

    [Fact]
    public Task Who_waits_when_the_host_ends_is_told_so_and_may_ask_the_next_one() => TreeTrial.RunAsync(
        trial => Pipeline.Root("tree", (_, cancellationToken) => trial.Giving("root", 41)(null!, cancellationToken)),
        async trial =>
        {
            await trial.ReachedAsync("root");
            Task<int> waiting = trial.Execution.WithResult<int>().ResultAsync();
            await trial.CrashAndRestartAsync();
            await Refused.AsAsync(ErrorCode.HostStopped, () => waiting);
            trial.Open("root");
            Assert.Equal(41, await trial.Execution.WithResult<int>().ResultAsync().WithinAsync(trial.Host.Describe));
        });

    [Fact]
    public Task A_callers_own_token_ends_the_waiting_and_nothing_else() => TreeTrial.RunAsync(
        trial => Pipeline.Root("tree", (_, cancellationToken) => trial.Giving("root", 41)(null!, cancellationToken)),
        async trial =>
        {
            await trial.ReachedAsync("root");
            using CancellationTokenSource source = new();
            Task<int> waiting = trial.Execution.WithResult<int>().ResultAsync(source.Token);
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WithinAsync(trial.Host.Describe));
            trial.Open("root");
            Assert.Equal(41, await trial.Execution.WithResult<int>().ResultAsync().WithinAsync(trial.Host.Describe));
        });
}
