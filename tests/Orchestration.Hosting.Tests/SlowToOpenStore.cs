using Orchestration.Storage;
using Orchestration.Testing;

namespace Orchestration.Tests.Hosting;

/// <summary>A store that opens when a gate does.</summary>
internal sealed class SlowToOpenStore(IExecutionStore inner, Gate gate) : PassingStore(inner)
{
    public override async ValueTask<long> OpenAsync(CancellationToken cancellationToken)
    {
        await gate.PassAsync(cancellationToken);
        return await base.OpenAsync(cancellationToken);
    }
}
