using Orchestration.Definitions;

namespace Orchestration;

/// <summary>Settings of one finalizer. Not thread-safe.</summary>
public sealed class FinalizerBuilder
{
    private readonly PipelineBuilder _pipeline;
    private readonly string _type;
    private TimeSpan? _deadline;

    internal FinalizerBuilder(PipelineBuilder pipeline, string name, string type, FinalizerBinding binding)
    {
        _pipeline = pipeline;
        _type = type;
        Name = name;
        Binding = binding;
    }

    internal string Name { get; }

    internal FinalizerBinding Binding { get; }

    /// <summary>Limits the finalizer. When the time has passed its token is signalled, and the next one runs.</summary>
    /// <param name="time">More than zero, at most 3,650 days; the engine's default where it is not said.</param>
    public FinalizerBuilder DeadlineAfter(TimeSpan time)
    {
        _deadline = _pipeline.Errors.CheckTime($"finalizer '{Name}' limits itself to", time);
        return this;
    }

    internal FinalizerStructure ToStructure() => new(Name, _type, _deadline);
}
