using Microsoft.Extensions.DependencyInjection;
using Orchestration.Resources;
using Orchestration.Testing;

namespace Orchestration.Tests.Resources;

public sealed class ResourceCleanerTests
{
    [Fact]
    public async Task An_action_finds_the_cleaner_of_what_an_earlier_execution_left_behind()
    {
        GateSet gates = new();
        Pipeline pipeline = Pipeline.Define("release", define => define.Stage("deploy").Action("start", async (context, cancellationToken) =>
        {
            foreach (Resource left in await context.ListLeftBehindAsync(cancellationToken))
            {
                await context.Services.GetRequiredKeyedService<IResourceCleaner>(left.Kind).ReleaseAsync(left, cancellationToken);
            }

            await context.RegisterResourceAsync("slot", $"of {context.ExecutionId}", cancellationToken: cancellationToken);
            await gates["started"].PassAsync(cancellationToken);
        }));
        await using OrchestrationTestHost host = await OrchestrationTestHost.StartAsync(
            builder => builder.AddPipeline(pipeline).AddResourceCleaner<Recorder>("slot"));
        ExecutionHandle first = await host.Orchestrator.StartAsync(pipeline);
        await gates["started"].ReachedAsync().WithinAsync(gates.ToString);
        await (await first.AbortAsync(StopMode.Cancel)).SettledAsync().WithinAsync(host.Describe);

        ExecutionHandle second = await first.ResumeAsync("deploy");
        await gates["started"].ReachedAsync(2).WithinAsync(gates.ToString);

        Recorder cleaner = Assert.IsType<Recorder>(host.Services.GetRequiredKeyedService<IResourceCleaner>("slot"));
        Assert.Equal([$"of {first.Id}"], cleaner.Released);
        Assert.Null(host.Services.GetKeyedService<IResourceCleaner>("container"));
        gates["started"].Open();
        await second.WaitAsync().WithinAsync(host.Describe);
    }

    [Fact]
    public void A_kind_without_a_name_is_refused() =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddOrchestration().AddResourceCleaner<Recorder>(" "));

    private sealed class Recorder : IResourceCleaner
    {
        private readonly List<string> _released = [];

        public IReadOnlyList<string> Released => _released;

        public ValueTask ReleaseAsync(Resource resource, CancellationToken cancellationToken)
        {
            _released.Add(resource.Key);
            return ValueTask.CompletedTask;
        }
    }
}
