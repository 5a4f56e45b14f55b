namespace Orchestration.Exploration.Walks;

/// <summary>How a world was left: by which step, and in a turn by which of the moves that were possible.</summary>
/// <param name="Step">What happened.</param>
/// <param name="First">The place of a turn's first move; -1 where it has none.</param>
/// <param name="Second">The place of its second move; -1 where it has none.</param>
internal readonly record struct Edge(Step Step, short First = -1, short Second = -1);
