namespace Orchestration;

/// <summary>A pipeline definition with errors (<see cref="ErrorCode.InvalidDefinition"/>); it lists all of them.</summary>
public sealed class DefinitionException : Exception
{
    internal DefinitionException(string pipeline, IReadOnlyList<string> errors)
        : base($"The definition of pipeline '{pipeline}' has {errors.Count} error(s):{Environment.NewLine}- {string.Join(Environment.NewLine + "- ", errors)}")
    {
        Pipeline = pipeline;
        Errors = errors;
    }

    /// <summary>Always <see cref="ErrorCode.InvalidDefinition"/>.</summary>
    public ErrorCode Code { get; } = ErrorCode.InvalidDefinition;

    /// <summary>The pipeline's name.</summary>
    public string Pipeline { get; }

    /// <summary>Every error, in the order of the definition.</summary>
    public IReadOnlyList<string> Errors { get; }
}
