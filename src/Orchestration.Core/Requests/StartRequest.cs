namespace Orchestration;

/// <summary>Starts an execution of a registered pipeline.</summary>
/// <param name="Pipeline">The pipeline's name.</param>
public sealed record StartRequest(string Pipeline)
{
    /// <summary>The input, of the pipeline's input type, or a <see cref="System.Text.Json.JsonElement"/> that can be read as one.</summary>
    public object? Input { get; init; }

    /// <summary>Labels, for permissions and lists. Lists show them over those of the pipeline; permissions are asked with the pipeline's over them.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Why, in the caller's words; at most 200 characters. Kept in the history.</summary>
    public string? Reason { get; init; }

    /// <summary>The id of the new execution. Starting again with the same id and content returns the same execution. A new one by default.</summary>
    public Guid? CommandId { get; init; }
}
