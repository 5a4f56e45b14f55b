namespace Orchestration;

/// <summary>Declares a pipeline with an input.</summary>
/// <typeparam name="TInput">The input's type.</typeparam>
public sealed class PipelineBuilder<TInput> : PipelineBuilder
{
    internal PipelineBuilder(string name)
        : base(name, typeof(TInput)) => Input = new InputRef<TInput>(this);

    /// <summary>The pipeline's input, to be given to actions.</summary>
    public InputRef<TInput> Input { get; }
}
