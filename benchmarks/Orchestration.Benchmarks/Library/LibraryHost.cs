using Microsoft.Extensions.DependencyInjection;

namespace Orchestration.Benchmarks.Library;

/// <summary>A fresh engine in memory with one pipeline, as an application would register it.</summary>
internal sealed class LibraryHost(Pipeline pipeline) : IAsyncDisposable
{
    private readonly ServiceProvider _services = Build(pipeline);

    public Pipeline Pipeline => pipeline;

    public IOrchestrator Orchestrator => field ??= _services.GetRequiredService<IOrchestrator>();

    public Task StartEngineAsync() => _services.GetRequiredService<IOrchestrationEngine>().StartAsync();

    public Task<ExecutionHandle> StartAsync() => Orchestrator.StartAsync(pipeline);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static ServiceProvider Build(Pipeline pipeline)
    {
        ServiceCollection services = new();
        services.AddOrchestration(options => options.ShutdownGrace = TimeSpan.Zero).AddPipeline(pipeline);
        return services.BuildServiceProvider();
    }
}
