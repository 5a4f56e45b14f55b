using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>Writes a payload as the JSON value that it is, so that histories stay readable.</summary>
internal sealed class PayloadJsonConverter : JsonConverter<Payload>
{
    /// <summary>A user's null is a payload too: the text <c>null</c>.</summary>
    public override bool HandleNull => true;

    public override Payload Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return new Payload(System.Text.Encoding.UTF8.GetBytes(document.RootElement.GetRawText()));
    }

    /// <summary>Where there is no payload, and nulls are written, that is one.</summary>
    public override void Write(Utf8JsonWriter writer, Payload? value, JsonSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteRawValue(value.Json.Span, skipInputValidation: true);
        }
    }
}
