using Orchestration.Definitions;

namespace Orchestration;

/// <summary>A root run without input, and with a result (Flyte: run).</summary>
/// <typeparam name="TOutput">The result's type.</typeparam>
public sealed class RootPipeline<TOutput> : Pipeline
{
    internal RootPipeline(PipelineParts parts)
        : base(parts)
    {
    }
}
