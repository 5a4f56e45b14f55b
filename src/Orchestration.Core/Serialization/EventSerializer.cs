using System.Buffers;
using System.Text.Json;

namespace Orchestration.Serialization;

/// <summary>Writes and reads the events of one commit to one stream.</summary>
internal static class EventSerializer
{
    public static void Write(IReadOnlyList<ExecutionEvent> events, IBufferWriter<byte> writer)
    {
        using Utf8JsonWriter json = new(writer);
        JsonSerializer.Serialize(json, events, EventJson.Default.IReadOnlyListExecutionEvent);
    }

    public static IReadOnlyList<ExecutionEvent> Read(ExecutionId execution, ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, EventJson.Default.ExecutionEventArray)
                ?? throw new JsonException("The row holds no events.");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new OrchestrationException(ErrorCode.StoreCorrupt, $"Events of execution {execution} can't be read: {exception.Message}", exception);
        }
    }
}
