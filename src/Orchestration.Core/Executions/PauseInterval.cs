namespace Orchestration.Executions;

/// <summary>A time in which every clock stood still.</summary>
/// <param name="From">When it began.</param>
/// <param name="To">When it ended; null while it lasts.</param>
internal readonly record struct PauseInterval(DateTimeOffset From, DateTimeOffset? To);
