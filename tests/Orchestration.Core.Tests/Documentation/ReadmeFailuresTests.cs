using Orchestration.Testing;

namespace Orchestration.Tests.Documentation;

public sealed class ReadmeFailuresTests
{
    [Fact]
    public void The_readme_shows_the_pipeline_that_is_compiled() =>
        Assert.Equal(ReadmeSnippet.Shown("Failures"), ReadmeSnippet.Compiled("ReadmeFailures.cs"));

    [Fact]
    public async Task Nobody_intervenes_and_the_stage_is_rolled_back()
    {
        List<string> happened = [];
        Pipeline rollout = ReadmeFailures.Define(
            (_, _) => Note("switched"),
            (_, _) => Note("switched back"),
            (_, _) => throw new InvalidOperationException("It is down."),
            (context, _) => Note($"told that it is {context.Outcome}"));
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(builder => builder.AddPipeline(rollout));
        ExecutionHandle execution = await host.Orchestrator.StartAsync(rollout);

        await host.AdvanceAsync(TimeSpan.FromMinutes(31));

        Assert.Equal(ExecutionStatus.Failed, (await execution.WaitAsync().WithinAsync(host.Describe)).Status);
        Assert.Equal(["switched", "switched back", "told that it is Failed"], happened);
        Assert.Equal(4, (await execution.GetAsync())["deploy"]["verify"].Attempt);

        Task Note(string what)
        {
            happened.Add(what);
            return Task.CompletedTask;
        }
    }
}
