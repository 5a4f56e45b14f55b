using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Pipelines.Worlds;

/// <summary>An execution that a turn looks at.</summary>
/// <param name="Index">Its place among the members; for a new one the place that it gets.</param>
/// <param name="Draft">What the turn changes.</param>
/// <param name="Before">As it is stored; null for a new one.</param>
internal sealed record Participant(int Index, Draft Draft, ExecutionState? Before)
{
    /// <summary>The execution that a new one continues or reapplies.</summary>
    public Participant? Origin { get; init; }

    public bool IsResume { get; init; }

    /// <summary>Its former host has ended, and this turn takes it over.</summary>
    public bool IsRecovered { get; set; }

    /// <summary>The verbs accepted in this turn.</summary>
    public List<Sent> Accepted { get; } = [];
}
