using System.Security.Cryptography;
using System.Text.Json;

namespace Orchestration.Definitions;

/// <summary>A digest of a structure: names, order, policies, types and versions. Equal definitions have equal fingerprints on every host.</summary>
internal static class Fingerprint
{
    public static string Of(PipelineStructure structure)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(structure, StructureJson.Default.PipelineStructure);
        return Convert.ToHexStringLower(SHA256.HashData(json));
    }
}
