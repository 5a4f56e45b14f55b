using Orchestration.Definitions;

namespace Orchestration;

/// <summary>A named, versioned, immutable definition: ordered stages of actions. Define it once and keep it; it is thread-safe.</summary>
public partial class Pipeline
{
    private protected Pipeline(PipelineParts parts)
    {
        Parts = parts;
        Fingerprint = Definitions.Fingerprint.Of(parts.Structure);
    }

    /// <summary>Its name. Executions, permissions and lists use it.</summary>
    public string Name => Structure.Name;

    /// <summary>The version that the definition declares; <c>1</c> unless it says otherwise.</summary>
    public string Version => Structure.Version;

    /// <summary>A digest of structure, names, order, policies, action types and version. Retry and resume compare it.</summary>
    public string Fingerprint { get; }

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels => Structure.Labels;

    /// <summary>How its executions stand to each other.</summary>
    public ExecutionMode Mode => Structure.Mode;

    /// <summary>Whether it is a root run: one stage of its name with one action, <c>root</c>, whose code starts the others.</summary>
    public bool IsRootRun => Structure.IsRoot;

    /// <summary>The names of its stages, in order.</summary>
    public IReadOnlyList<string> Stages => [.. Structure.Stages.Select(stage => stage.Name)];

    /// <summary>The type of its input, or null if it has none.</summary>
    public Type? InputType => Parts.InputType;

    internal PipelineStructure Structure => Parts.Structure;

    internal PipelineParts Parts { get; }

    /// <summary>Defines a pipeline without input.</summary>
    /// <param name="name">Its name: 1 to 100 characters, no slash, no control characters, no space at either end.</param>
    /// <param name="define">Declares labels and stages.</param>
    /// <exception cref="DefinitionException">The definition has errors; all are listed.</exception>
    public static Pipeline Define(string name, System.Action<PipelineBuilder> define)
    {
        ArgumentNullException.ThrowIfNull(define);
        PipelineBuilder builder = new(name, inputType: null);
        define(builder);
        return builder.Build(parts => new Pipeline(parts));
    }

    /// <summary>Defines a pipeline with an input.</summary>
    /// <typeparam name="TInput">The input's type; it is stored as JSON.</typeparam>
    /// <param name="name">Its name: 1 to 100 characters, no slash, no control characters, no space at either end.</param>
    /// <param name="define">Declares labels and stages.</param>
    /// <exception cref="DefinitionException">The definition has errors; all are listed.</exception>
    public static Pipeline<TInput> Define<TInput>(string name, System.Action<PipelineBuilder<TInput>> define)
    {
        ArgumentNullException.ThrowIfNull(define);
        PipelineBuilder<TInput> builder = new(name);
        define(builder);
        return builder.Build(parts => new Pipeline<TInput>(parts));
    }
}
