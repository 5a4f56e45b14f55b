using System.Text.Json.Serialization;

namespace Orchestration.Serialization;

/// <summary>How events, summaries and audit entries are written. A change here must still read the golden files.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<ExecutionEvent>))]
[JsonSerializable(typeof(ExecutionEvent[]))]
[JsonSerializable(typeof(ExecutionSummary))]
[JsonSerializable(typeof(AuditEntry))]
internal sealed partial class EventJson : JsonSerializerContext;
