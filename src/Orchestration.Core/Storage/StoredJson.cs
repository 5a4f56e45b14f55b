using System.Buffers;
using System.Text.Json;
using Orchestration.Serialization;

namespace Orchestration.Storage;

/// <summary>
/// Summaries, audit entries and pipeline records as UTF-8 JSON, for stores that keep bytes. What one version of the library wrote, later versions read.
/// All members are safe for concurrent use.
/// </summary>
public static class StoredJson
{
    /// <summary>Writes a summary; <see cref="ReadSummary"/> reads it.</summary>
    /// <param name="summary">The summary.</param>
    /// <param name="writer">Takes the bytes.</param>
    public static void Write(ExecutionSummary summary, IBufferWriter<byte> writer)
    {
        using Utf8JsonWriter json = new(writer);
        JsonSerializer.Serialize(json, summary, EventJson.Default.ExecutionSummary);
    }

    /// <summary>Writes an audit entry; <see cref="ReadAuditEntry"/> reads it.</summary>
    /// <param name="entry">The entry. A store that gives it a position later sets that when it reads.</param>
    /// <param name="writer">Takes the bytes.</param>
    public static void Write(AuditEntry entry, IBufferWriter<byte> writer)
    {
        using Utf8JsonWriter json = new(writer);
        JsonSerializer.Serialize(json, entry, EventJson.Default.AuditEntry);
    }

    /// <summary>Writes a pipeline's record; <see cref="ReadPipeline"/> reads it.</summary>
    /// <param name="record">The record.</param>
    /// <param name="writer">Takes the bytes.</param>
    public static void Write(PipelineRecord record, IBufferWriter<byte> writer)
    {
        using Utf8JsonWriter json = new(writer);
        JsonSerializer.Serialize(json, record, EventJson.Default.PipelineRecord);
    }

    /// <summary>Reads a summary.</summary>
    /// <param name="execution">The execution, for the message.</param>
    /// <param name="json">The bytes.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.StoreCorrupt"/>.</exception>
    public static ExecutionSummary ReadSummary(ExecutionId execution, ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, EventJson.Default.ExecutionSummary) ?? throw new JsonException("It is null.");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new OrchestrationException(
                ErrorCode.StoreCorrupt, $"The summary of execution {execution} can't be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a pipeline's record.</summary>
    /// <param name="pipeline">The pipeline, for the message.</param>
    /// <param name="json">The bytes.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.StoreCorrupt"/>.</exception>
    public static PipelineRecord ReadPipeline(string pipeline, ReadOnlySpan<byte> json)
    {
        try
        {
            PipelineRecord record = JsonSerializer.Deserialize(json, EventJson.Default.PipelineRecord) ?? throw new JsonException("It is null.");
            return record.IsWhole ? record : throw new JsonException("A part of it is null.");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new OrchestrationException(
                ErrorCode.StoreCorrupt, $"The record of pipeline '{pipeline}' can't be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads an audit entry.</summary>
    /// <param name="position">Its place in the audit, which the store gave it.</param>
    /// <param name="json">The bytes.</param>
    /// <exception cref="OrchestrationException"><see cref="ErrorCode.StoreCorrupt"/>.</exception>
    public static AuditEntry ReadAuditEntry(long position, ReadOnlySpan<byte> json)
    {
        try
        {
            AuditEntry entry = JsonSerializer.Deserialize(json, EventJson.Default.AuditEntry) ?? throw new JsonException("It is null.");
            return entry with { Position = position };
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new OrchestrationException(
                ErrorCode.StoreCorrupt, $"Entry {position} of the audit can't be read: {exception.Message}", exception);
        }
    }
}
