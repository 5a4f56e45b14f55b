using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>User code that breaks the rules of the language or the framework still only fails its own action.</summary>
public sealed class CrossBrokenCodeTests
{
    [Fact]
    public async Task An_action_that_returns_no_task_fails()
    {
        Pipeline pipeline = Pipeline.Define("broken", define => define.Stage("one").Action("a", (_, _) => NoTask<Task>()));
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);

        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);

        Assert.Equal(ExecutionStatus.Failed, (await execution.WaitAsync().WithinAsync(host.Describe)).Status);
        Assert.Contains("no task", (await execution.GetAsync())["one"]["a"].Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_whose_text_throws_is_a_failure_all_the_same()
    {
        Pipeline pipeline = Pipeline.Define("broken", define => define.Stage("one")
            .When(_ => true)
            .Action("a", (_, _) => throw new UnreadableException()));
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);

        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);

        Assert.Equal(ExecutionStatus.Failed, (await execution.WaitAsync().WithinAsync(host.Describe)).Status);
        Assert.Equal(typeof(UnreadableException).FullName, (await execution.GetAsync())["one"]["a"].Failure?.Type);
    }

    private static T NoTask<T>()
        where T : class => null!;

    private sealed class UnreadableException : Exception
    {
        public override string Message => throw new InvalidOperationException("no message");

        public override string ToString() => throw new InvalidOperationException("no text");
    }
}
