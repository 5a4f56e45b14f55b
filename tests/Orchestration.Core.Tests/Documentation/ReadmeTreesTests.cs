using Orchestration.Testing;
using Orchestration.Tests.Conformance;

namespace Orchestration.Tests.Documentation;

public sealed class ReadmeTreesTests
{
    [Fact]
    public void The_readme_shows_the_root_run_that_is_compiled() =>
        Assert.Equal(ReadmeSnippet.Shown("Root runs"), ReadmeSnippet.Compiled("ReadmeTrees.cs"));

    [Fact]
    public Task The_first_result_is_returned_and_the_others_are_cancelled() => RunAsync(async (host, result) =>
    {
        host.Gates["forest"].Open();

        Assert.Equal("forest".Length, await result);

        ExecutionSnapshot snapshot = await (await FindAsync(host)).GetAsync();
        Assert.Equal(ExecutionStatus.Succeeded, snapshot.Summary.Status);
        Assert.Equal(
            [("linear", ActionStatus.Aborted), ("forest", ActionStatus.Succeeded), ("network", ActionStatus.Aborted)],
            snapshot["tune"]["root"].Children.Select(child => (child.Key, child.Status)));
    });

    [Fact]
    public Task A_child_is_aborted_by_the_path_that_the_readme_names_and_uncaught_it_fails_the_root() => RunAsync(async (host, result) =>
    {
        await host.ReachedAsync("forest");
        ExecutionHandle execution = await FindAsync(host);
        await execution.AbortActionAsync("tune", "root/forest");

        ActionFailedException failed = await Assert.ThrowsAsync<ActionFailedException>(() => result);

        Assert.Equal(typeof(ActionAbortedException).FullName, failed.Failure.Type);
        Assert.Contains("""`execution.AbortActionAsync("tune", "root/forest")`""", ReadmeSnippet.Readme, StringComparison.Ordinal);
    });

    /// <summary>Runs the README's code beside a test's body, which has to wait for its result.</summary>
    private static async Task RunAsync(Func<OrchestrationTestHost, Task<double>, Task> body)
    {
        TaskCompletionSource<OrchestrationTestHost> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<double> result = ReadmeTrees.RunAsync(async pipeline =>
        {
            started.SetResult(await OrchestrationTestHost.StartAsync(builder => builder.AddPipeline(pipeline)));
            return (await started.Task).Orchestrator;
        });
        await using OrchestrationTestHost host = await started.Task.WithinAsync();
        await body(host, result.WithinAsync(host.Describe));
    }

    private static async Task<ExecutionHandle> FindAsync(OrchestrationTestHost host) =>
        host.GetHandle(Assert.Single((await host.Orchestrator.ListAsync(new ExecutionQuery())).Executions).Id);
}
