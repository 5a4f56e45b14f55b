using System.Text.Json.Serialization;

namespace Orchestration.Definitions;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PipelineStructure))]
internal sealed partial class StructureJson : JsonSerializerContext;
