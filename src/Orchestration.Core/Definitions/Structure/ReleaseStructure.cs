using System.Text.Json.Serialization;

namespace Orchestration.Definitions;

/// <summary>Which resources are released when an execution closes, as data.</summary>
/// <param name="rest">The policy of every kind that is not named.</param>
/// <param name="kinds">The policies of the kinds that are.</param>
[method: JsonConstructor]
internal sealed class ReleaseStructure(ReleasePolicy rest, IReadOnlyDictionary<string, ReleasePolicy> kinds)
{
    public ReleasePolicy Rest { get; } = rest;

    public IReadOnlyDictionary<string, ReleasePolicy> Kinds { get; } = kinds;

    public ReleasePolicy Of(string kind) => Kinds.TryGetValue(kind, out ReleasePolicy policy) ? policy : Rest;
}
