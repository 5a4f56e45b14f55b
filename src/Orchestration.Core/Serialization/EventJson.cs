using System.Text.Json.Serialization;
using Orchestration.Storage;

namespace Orchestration.Serialization;

/// <summary>How events, summaries, audit entries and pipeline records are written. A change here must still read the golden files.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<ExecutionEvent>))]
[JsonSerializable(typeof(ExecutionEvent[]))]
[JsonSerializable(typeof(ExecutionSummary))]
[JsonSerializable(typeof(AuditEntry))]
[JsonSerializable(typeof(PipelineRecord))]
internal sealed partial class EventJson : JsonSerializerContext;
