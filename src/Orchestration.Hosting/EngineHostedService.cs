using Microsoft.Extensions.Hosting;

namespace Orchestration.Hosting;

/// <summary>
/// Ties the engine's life to the host's. The host waits for a hosted service's start, so it counts as started only once every
/// open execution is back; a background service would let it start first.
/// </summary>
internal sealed class EngineHostedService(IOrchestrationEngine engine) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => engine.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => engine.StopAsync(cancellationToken);
}
