using System.Text.Json.Serialization;

namespace Orchestration.Definitions;

/// <summary>A finalizer as data.</summary>
[method: JsonConstructor]
internal sealed class FinalizerStructure(string name, string type, TimeSpan? deadline = null)
{
    public string Name { get; } = name;

    /// <summary>The class that runs, or <c>delegate</c>.</summary>
    public string Type { get; } = type;

    /// <summary>Its limit; the option's where null.</summary>
    public TimeSpan? Deadline { get; } = deadline;
}
