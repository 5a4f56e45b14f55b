using Orchestration.Testing;
using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Trees;

/// <summary>The result of a root run, for every way in which that can close.</summary>
public sealed class ResultTests
{
    [Fact]
    public Task It_is_what_the_root_has_returned_however_often_it_is_asked_for() => RunAsync(async trial =>
    {
        Task<int> waiting = trial.Execution.WithResult<int>().ResultAsync();
        await trial.ReachedAsync("root");
        Assert.False(waiting.IsCompleted);
        trial.Open("root");
        Assert.Equal(41, await waiting.WithinAsync(trial.Host.Describe));
        Assert.Equal(41, await trial.Host.Orchestrator.GetResultAsync<int>(trial.Execution.Id));
        await trial.CrashAndRestartAsync();
        Assert.Equal(41, await trial.Execution.WithResult<int>().ResultAsync());
        Assert.Equal("root=1", trial.RunsOf("root"));
    });

    [Fact]
    public Task A_root_that_has_failed_has_thrown() => RunAsync(async trial =>
    {
        trial.Gate("root").Fail(new FormatException("no good"));
        ActionFailedException failed = await ThrowsAsync<ActionFailedException>(trial);
        Assert.Equal((typeof(FormatException).FullName, "no good", 0, "tree/root"), (failed.Failure.Type, failed.Failure.Message, failed.ActionId, failed.Path));
        Assert.Equal(trial.Execution.Id, failed.Execution);
    });

    [Fact]
    public Task A_run_that_was_stopped_while_its_root_finished_has_its_result() => RunAsync(async trial =>
    {
        await trial.ReachedAsync("root");
        await trial.Execution.StopAsync();
        trial.Open("root");
        Assert.Equal(41, await trial.Execution.WithResult<int>().ResultAsync().WithinAsync(trial.Host.Describe));
        Assert.Equal(ExecutionStatus.Stopped, (await trial.Execution.GetAsync()).Status);
    });

    [Theory]
    [InlineData(false, ReasonCode.StopRequested)]
    [InlineData(true, ReasonCode.AbortRequested)]
    public Task A_root_that_was_cancelled_was_aborted_by_somebody_for_a_reason(bool aborts, ReasonCode code) => RunAsync(async trial =>
    {
        await trial.ReachedAsync("root");
        ExecutionHandle asAda = trial.Host.As("ada").GetHandle(trial.Execution.Id);
        await (aborts ? asAda.AbortAsync(StopMode.Cancel, "too dear") : asAda.StopAsync(StopMode.Cancel, "too dear"));
        ActionAbortedException aborted = await ThrowsAsync<ActionAbortedException>(trial);
        Assert.Equal((code, "ada", "too dear"), (aborted.ReasonCode, aborted.Actor, aborted.Reason));
    });

    [Fact]
    public Task A_root_that_was_abandoned_has_none_though_its_code_goes_on() => RunAsync(async trial =>
    {
        await trial.ReachedAsync("root");
        await trial.Execution.StopAsync(StopMode.Abandon);
        ActionAbandonedException abandoned = await ThrowsAsync<ActionAbandonedException>(trial);
        Assert.Equal((0, "tree/root"), (abandoned.ActionId, abandoned.Path));
        trial.Open("root");
        await trial.Execution.OrphansReturnedAsync().WithinAsync(trial.Host.Describe);
        await ThrowsAsync<ActionAbandonedException>(trial);
    });

    [Fact]
    public Task A_root_whose_host_has_ended_under_a_stop_was_abandoned() => RunAsync(async trial =>
    {
        await trial.ReachedAsync("root");
        await trial.Execution.StopAsync();
        await trial.CrashAndRestartAsync();
        await ThrowsAsync<ActionAbandonedException>(trial);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_root_that_has_expired_says_so(bool ofRun) => RunAsync(
        async trial =>
        {
            await trial.ReachedAsync("root");
            await trial.AdvanceAsync(60);
            ActionExpiredException expired = await ThrowsAsync<ActionExpiredException>(trial);
            Assert.Contains(ofRun ? "around it" : "did not end within", expired.Message, StringComparison.Ordinal);
        },
        root => _ = ofRun ? root.ExpiresAfter(TimeSpan.FromMinutes(1)) : root.TimeoutAfter(TimeSpan.FromMinutes(1)));

    [Fact]
    public Task A_root_that_failed_with_its_host_has_failed() => RunAsync(
        async trial =>
        {
            await trial.ReachedAsync("root");
            await trial.CrashAndRestartAsync();
            Assert.Equal("HostEnded", (await ThrowsAsync<ActionFailedException>(trial)).Failure.Type);
        },
        root => root.OnInterrupted(OnInterrupted.Fail));

    [Fact]
    public Task A_run_that_was_invalidated_has_none() => RunAsync(async trial =>
    {
        await trial.ReachedAsync("root");
        await trial.CrashAndRestartAsync(_ => { });
        Task<ActionAbandonedException> abandoned = ThrowsAsync<ActionAbandonedException>(trial);
        await trial.AdvanceAsync(3_600);
        await abandoned;
        Assert.Equal(ExecutionStatus.Invalidated, (await trial.Execution.GetAsync()).Status);
    });

    [Fact]
    public Task A_root_that_never_began_was_aborted_with_its_run() => RunAsync(async trial =>
    {
        await trial.Host.Orchestrator.DisableGateAsync("tree", "tree", "closed");
        trial.TurnTo(await trial.Host.Orchestrator.StartAsync(new StartRequest("tree")));
        Task<ActionAbortedException> aborted = ThrowsAsync<ActionAbortedException>(trial);
        await trial.Host.As("ada").GetHandle(trial.Execution.Id).StopAsync(reason: "not now");
        Assert.Equal((ReasonCode.StopRequested, "ada", "not now"), ((await aborted).ReasonCode, (await aborted).Actor, (await aborted).Reason));
        await trial.IsAsync("Stopped: root=NotRun");
    });

    [Fact]
    public Task A_run_that_is_retried_is_waited_for_again() => RunAsync(async trial =>
    {
        trial.Gate("root").Fail(new FormatException("no good"));
        await ThrowsAsync<ActionFailedException>(trial);
        trial.Open("root");
        await trial.Execution.RetryStageAsync("tree");
        Assert.Equal(41, await trial.Execution.WithResult<int>().ResultAsync().WithinAsync(trial.Host.Describe));
    });

    private static async Task<T> ThrowsAsync<T>(TreeTrial trial)
        where T : Exception => await Assert.ThrowsAsync<T>(() => trial.Execution.WithResult<int>().ResultAsync().WithinAsync(trial.Host.Describe));

    private static Task RunAsync(Func<TreeTrial, Task> body, Action<RootBuilder>? configure = null) =>
        TreeTrial.RunAsync(trial => Pipeline.Root("tree", (_, cancellationToken) => trial.Giving("root", 41)(null!, cancellationToken), configure), body);
}
