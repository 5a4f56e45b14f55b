using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>Writes an id as one string.</summary>
internal sealed class ExecutionIdJsonConverter : JsonConverter<ExecutionId>
{
    public override ExecutionId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetGuid());

    public override void Write(Utf8JsonWriter writer, ExecutionId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
