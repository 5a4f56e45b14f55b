namespace Orchestration.Engine;

internal sealed class OrchestrationEngine(EngineCore engine) : IOrchestrationEngine
{
    public Task StartAsync(CancellationToken cancellationToken = default) =>
        engine.Lifetime.EnsureStartedAsync().WaitAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken = default) => engine.Lifetime.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);
}
