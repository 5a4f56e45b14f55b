using System.Collections.Immutable;
using Orchestration.Executions;

namespace Orchestration.Exploration.Worlds;

/// <summary>The draft of a turn: what was decided so far and is not stored yet. Never changed; each decision gives another one.</summary>
/// <param name="World">What was stored when the turn began.</param>
/// <param name="State">The state as drafted.</param>
/// <param name="Events">The events drafted.</param>
internal sealed record Turn(World World, ExecutionState State, ImmutableArray<ExecutionEvent> Events)
{
    /// <summary>The draft of the execution that a resume created.</summary>
    public Draft? Next { get; init; }

    /// <summary>How many commands were decided in it.</summary>
    public int Commands { get; init; }

    /// <summary>The verbs accepted in it.</summary>
    public ImmutableArray<Sent> Accepted { get; init; } = [];

    public Used Used { get; init; } = World.Used;

    /// <summary>It is the first of a host that took the execution over.</summary>
    public bool IsRecovery { get; init; }

    public static Turn Begin(World world) => new(world, world.State, []);
}
