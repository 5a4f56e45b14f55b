using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Orchestration.Engine;

/// <summary>Users' values to JSON and back, by their type information alone.</summary>
internal sealed class PayloadSerializer(JsonSerializerOptions settings)
{
    private readonly JsonSerializerOptions _options = Complete(settings);

    /// <summary>Whether values of a type can be written and read.</summary>
    public bool Knows(Type type) => _options.TryGetTypeInfo(type, out _);

    public Payload Write<T>(T value) => new(JsonSerializer.SerializeToUtf8Bytes(value, InfoOf<T>()));

    /// <summary>Writes a value that is known by its declared type only.</summary>
    public Payload Write(object? value, Type type) => new(JsonSerializer.SerializeToUtf8Bytes(value, _options.GetTypeInfo(type)));

    public T Read<T>(Payload payload) => JsonSerializer.Deserialize(payload.Json.Span, InfoOf<T>())!;

    /// <summary>Reads what an action has returned.</summary>
    /// <param name="output">What is stored; null where it has no result.</param>
    /// <param name="of">The action, in words.</param>
    public T ReadResult<T>(Payload? output, string of)
    {
        if (output is null)
        {
            throw new OrchestrationException(ErrorCode.OutputMissing, $"{ErrorCode.OutputMissing}: {of} has no result.");
        }
        try
        {
            return Read<T>(output);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new OrchestrationException(
                ErrorCode.ResultTypeChanged, $"The stored result of {of} can't be read as {typeof(T)}; it is kept as it is: {exception.Message}", exception);
        }
    }

    /// <summary>Writes JSON as values of the type are written, so that equal inputs are equal payloads; otherwise says why it can't be read.</summary>
    public string? TryNormalize(JsonElement json, Type type, out Payload? payload)
    {
        payload = null;
        try
        {
            object? value = JsonSerializer.Deserialize(json, _options.GetTypeInfo(type));
            payload = value is null ? null : Write(value, type);
            return null;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            return exception.Message;
        }
    }

    private JsonTypeInfo<T> InfoOf<T>() => (JsonTypeInfo<T>)_options.GetTypeInfo(typeof(T));

    /// <summary>Settings without a resolver get the reflecting one, where the application has not switched reflection off.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Trimmed applications switch reflection off and bring a source-generated resolver.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "As above.")]
    private static JsonSerializerOptions Complete(JsonSerializerOptions settings)
    {
        JsonSerializerOptions complete = new(settings);
        complete.MakeReadOnly(populateMissingResolver: JsonSerializer.IsReflectionEnabledByDefault);
        return complete;
    }
}
