namespace Orchestration;

/// <summary>
/// The engine's life. A host with Orchestration.Hosting need not touch it. Disposing stops it.
/// Thread-safe; each member may be called more than once.
/// </summary>
public interface IOrchestrationEngine : IAsyncDisposable
{
    /// <summary>Opens the store and goes on with every open execution. The first verb does it too.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the start.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.StoreInUse"/>, <see cref="ErrorCode.StoreUnavailable"/>, <see cref="ErrorCode.HostStopped"/>.</exception>
    Task StartAsync(CancellationToken cancellationToken = default);

    /// <summary>How the engine stands now; asks no store and waits for nothing.</summary>
    EngineHealth GetHealth();

    /// <summary>
    /// Parks every execution: starts nothing new, tells running attempts (<see cref="StopReasonKind.HostShutdown"/>), gives them
    /// <see cref="OrchestrationOptions.ShutdownGrace"/>, then signals their tokens. What was cut off goes on at the next start.
    /// Whoever waits for an execution gets <see cref="ErrorCode.HostStopped"/>.
    /// </summary>
    /// <param name="cancellationToken">Cuts the grace short.</param>
    Task StopAsync(CancellationToken cancellationToken = default);
}
