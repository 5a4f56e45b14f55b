using Orchestration.Storage;

namespace Orchestration.Testing;

/// <summary>How a test host is built.</summary>
public sealed class OrchestrationTestOptions
{
    /// <summary>Opens the storage for one engine; it is called again after each restart and must find what was stored before. Memory by default.</summary>
    public Func<IExecutionStore>? OpenStore { get; set; }

    /// <summary>When the test begins; 2030-01-01T00:00Z by default.</summary>
    public DateTimeOffset? Start { get; set; }
}
