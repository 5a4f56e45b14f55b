using Orchestration.Executions;

namespace Orchestration.Engine;

internal sealed class OrchestrationEngine(EngineCore engine) : IOrchestrationEngine
{
    public Task StartAsync(CancellationToken cancellationToken = default) =>
        engine.Lifetime.EnsureStartedAsync().WaitAsync(cancellationToken);

    public EngineHealth GetHealth() => new(engine.Lifetime.IsRunning, [.. engine.Executions.All.Select(live => live.State).Select(FindMissing).OfType<MissingDefinition>()]);

    public Task StopAsync(CancellationToken cancellationToken = default) => engine.Lifetime.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    private static MissingDefinition? FindMissing(ExecutionState? state) => state?.Missing is { } missing
        ? new MissingDefinition(state.Id, state.Start.Pipeline, state.Start.PipelineVersion, missing.At, missing.InvalidateAt)
        : null;
}
