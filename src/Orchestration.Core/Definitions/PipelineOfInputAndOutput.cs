using Orchestration.Definitions;

namespace Orchestration;

/// <summary>A root run with an input and a result (Flyte: run).</summary>
/// <typeparam name="TInput">The input's type.</typeparam>
/// <typeparam name="TOutput">The result's type.</typeparam>
public sealed class Pipeline<TInput, TOutput> : Pipeline
{
    internal Pipeline(PipelineParts parts)
        : base(parts)
    {
    }
}
