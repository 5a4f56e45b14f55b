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

    /// <summary>Whether the payload can be read as a type; otherwise why not.</summary>
    public string? CheckReadable(Payload payload, Type type)
    {
        try
        {
            JsonSerializer.Deserialize(payload.Json.Span, _options.GetTypeInfo(type));
            return null;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
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
