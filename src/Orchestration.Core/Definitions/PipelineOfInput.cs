using Orchestration.Definitions;

namespace Orchestration;

/// <summary>A pipeline with an input.</summary>
/// <typeparam name="TInput">The input's type.</typeparam>
public sealed class Pipeline<TInput> : Pipeline
{
    internal Pipeline(PipelineParts parts)
        : base(parts)
    {
    }
}
