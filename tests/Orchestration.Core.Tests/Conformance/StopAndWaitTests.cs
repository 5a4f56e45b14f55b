using Orchestration.Testing;

namespace Orchestration.Tests.Conformance;

/// <summary>CodePipeline's stop and wait.</summary>
public sealed class StopAndWaitTests
{
    [Fact]
    public async Task CP_01_A_waiting_stop_leaves_the_running_action_running()
    {
        GateSet gates = new();
        Pipeline pipeline = Pipeline.Define("release", define => define.Stage("build").Action("a", (_, token) => gates["a"].PassAsync(token)));
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(pipeline);
        ExecutionHandle execution = await host.Orchestrator.StartAsync(pipeline);
        await gates["a"].ReachedAsync().WithinAsync(host.Describe);

        Receipt receipt = await execution.StopAsync();
        await receipt.EffectiveAsync().WithinAsync(host.Describe);

        Assert.Equal(ExecutionStatus.Stopping, receipt.Status);
        Assert.Equal("Stopping [build: Stopping (a=Running)]", (await execution.GetAsync()).Describe());

        gates["a"].Open();
        await receipt.SettledAsync().WithinAsync(host.Describe);
        Assert.Equal("Stopped [build: Stopped (a=Succeeded)]", (await execution.GetAsync()).Describe());
    }
}
