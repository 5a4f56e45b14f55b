using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Orchestration;
using ReleasePipeline.Pipelines;
using ReleasePipeline.Release;

namespace ReleasePipeline.Hosting;

/// <summary>A process's engine with all that its pipeline needs. What it runs when it is disposed goes on at the next start.</summary>
internal sealed class ReleaseHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private ReleaseHost(ServiceProvider services) => _services = services;

    /// <summary>Every verb of the library.</summary>
    public IOrchestrator Orchestrator => _services.GetRequiredService<IOrchestrator>();

    /// <summary>Registers everything; the store is opened with the first verb.</summary>
    /// <param name="workspace">Where releases are built, and where their history is kept.</param>
    /// <param name="onCommandLine">Is told each line that a command writes.</param>
    public static ReleaseHost Create(Workspace workspace, Action<string>? onCommandLine = null)
    {
        ServiceCollection services = new();
        services.AddSingleton(workspace);
        services.AddSingleton(new DotNet(onCommandLine));
        services.AddSingleton<Compiler>();
        services.AddSingleton<TestRun>();
        services.AddSingleton<FormatCheck>();
        services.AddSingleton<Publisher>();
        services.AddSingleton<HealthCheck>();

        // Commands are cut off at once at shutdown: they can be run again.
        services.AddOrchestration(options => options.ShutdownGrace = TimeSpan.Zero)
            .AddPipeline(ReleasePipelineDefinition.Release)
            .UseSqlite($"Data Source={workspace.Database}");
        return new ReleaseHost(services.BuildServiceProvider());
    }

    /// <summary>The orchestrator for a person; what they do is recorded under their name.</summary>
    public IOrchestrator As(string name) =>
        Orchestrator.As(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], authenticationType: "example")));

    /// <summary>Stops the engine before the services that its actions use are disposed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _services.GetRequiredService<IOrchestrationEngine>().StopAsync();
        await _services.DisposeAsync();
    }
}
