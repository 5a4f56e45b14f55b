using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Invariants;

/// <summary>One event, and the states before and after it.</summary>
internal sealed record EventStep(World World, ExecutionState Before, ExecutionEvent Event, ExecutionState After);
