using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>A user's value as the UTF-8 JSON that is stored. Immutable.</summary>
[JsonConverter(typeof(PayloadJsonConverter))]
public sealed class Payload : IEquatable<Payload>
{
    private readonly byte[] _json;

    internal Payload(byte[] json) => _json = json;

    /// <summary>The UTF-8 JSON text.</summary>
    public ReadOnlyMemory<byte> Json => _json;

    /// <summary>Reads the value as a document.</summary>
    public JsonDocument ToDocument() => JsonDocument.Parse(Json);

    /// <summary>Whether both hold the same JSON text.</summary>
    /// <param name="other">The other payload.</param>
    public bool Equals(Payload? other) => other is not null && _json.AsSpan().SequenceEqual(other._json);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Payload);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(_json);
        return hash.ToHashCode();
    }

    /// <summary>The JSON text.</summary>
    public override string ToString() => System.Text.Encoding.UTF8.GetString(_json);
}
