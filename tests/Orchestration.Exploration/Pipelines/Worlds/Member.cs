using System.Collections.Immutable;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Pipelines.Worlds;

/// <summary>One execution of a pipeline between two turns.</summary>
/// <param name="State">As replaying its stored events gives it.</param>
internal sealed record Member(ExecutionState State)
{
    /// <summary>The earlier executions of the lineage, newest first.</summary>
    public ImmutableArray<ExecutionState> Ancestors { get; init; } = [];

    /// <summary>The executions that it takes outputs from, newest first: its ancestors, or what it reapplies.</summary>
    public ImmutableArray<ExecutionState> Sources { get; init; } = [];

    /// <summary>The verbs that it accepted.</summary>
    public ImmutableArray<Sent> Accepted { get; init; } = [];

    public bool IsClosed => State.Closed is not null;
}
