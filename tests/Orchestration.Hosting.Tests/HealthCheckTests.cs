using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orchestration.Storage;
using Orchestration.Testing;

namespace Orchestration.Tests.Hosting;

/// <summary>What the host's health checks are told.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The hosts dispose the store in memory, which holds nothing else.")]
public sealed class HealthCheckTests
{
    private readonly InMemoryExecutionStore _store = new();
    private readonly Pipeline _pipeline = Pipeline.Define("release", define => define.Stage("build").Approval("qa"));

    [Fact]
    public async Task An_engine_is_healthy_while_it_runs()
    {
        await using ServiceProvider services = Build(_pipeline);
        IOrchestrationEngine engine = services.GetRequiredService<IOrchestrationEngine>();

        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(engine)).Status);
        await engine.StartAsync().WithinAsync();
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(engine)).Status);
        await engine.StopAsync().WithinAsync();
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(engine)).Status);
    }

    [Fact]
    public async Task An_engine_is_degraded_while_a_definition_is_missing()
    {
        ExecutionId id;
        await using (ServiceProvider before = Build(_pipeline))
        {
            id = (await before.GetRequiredService<IOrchestrator>().StartAsync(_pipeline).WithinAsync()).Id;
        }

        await using ServiceProvider services = Build(Pipeline.Define("other", define => define.Stage("build").Approval("qa")));
        ExecutionSummary waiting = (await services.GetRequiredService<IOrchestrator>().GetAsync(id).WithinAsync()).Summary;
        HealthCheckResult result = await CheckAsync(services.GetRequiredService<IOrchestrationEngine>());

        Assert.NotNull(waiting.DefinitionMissingSince);
        Assert.Equal(HealthStatus.Degraded, result.Status);
        Assert.Contains("'release'", Assert.IsType<string>(Assert.Single(result.Data, one => one.Key == id.ToString()).Value), StringComparison.Ordinal);
    }

    private static Task<HealthCheckResult> CheckAsync(IOrchestrationEngine engine) =>
        new OrchestrationHealthCheck(engine).CheckHealthAsync(new HealthCheckContext());

    private ServiceProvider Build(Pipeline pipeline)
    {
        IOrchestrationBuilder builder = new ServiceCollection().AddSingleton<IExecutionStore>(_store).AddOrchestration().AddPipeline(pipeline);
        return builder.Services.BuildServiceProvider();
    }
}
