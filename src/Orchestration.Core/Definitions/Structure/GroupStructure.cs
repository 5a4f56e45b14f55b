using System.Text.Json.Serialization;

namespace Orchestration.Definitions;

/// <summary>Actions that run in parallel, at most <see cref="MaxParallel"/> at once; null is no limit.</summary>
[method: JsonConstructor]
internal sealed class GroupStructure(int? maxParallel, ActionStructure[] actions)
{
    public int? MaxParallel { get; } = maxParallel;

    public ActionStructure[] Actions { get; } = actions;

    [JsonIgnore]
    public int Limit => MaxParallel ?? int.MaxValue;
}
