using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>Names one execution. It is the command id of the command that created it, so a repeated start is recognised.</summary>
/// <param name="Value">The identifier; version 7 when the library made it, so that ids sort by start time.</param>
[JsonConverter(typeof(ExecutionIdJsonConverter))]
public readonly record struct ExecutionId(Guid Value) : IParsable<ExecutionId>
{
    /// <summary>Reads an id written by <see cref="ToString"/>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is not an id.</exception>
    public static ExecutionId Parse(string text) => Parse(text, provider: null);

    /// <summary>Reads an id written by <see cref="ToString"/>.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <exception cref="FormatException">The text is not an id.</exception>
    public static ExecutionId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <summary>Reads an id written by <see cref="ToString"/>, or says that it is none.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The id.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ExecutionId result)
    {
        bool parsed = Guid.TryParse(s, provider, out Guid value);
        result = new ExecutionId(value);
        return parsed;
    }

    /// <summary>The id as 32 digits with hyphens.</summary>
    public override string ToString() => Value.ToString();
}
