using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

/// <summary>One command in a turn.</summary>
internal abstract record Move
{
    /// <summary>Under which word it is counted.</summary>
    public abstract string Kind { get; }

    /// <summary>It goes on by itself: nobody has to ask for it.</summary>
    public virtual bool IsProgress => false;

    /// <summary>No decision depends on it, because it is always refused or for what it records: it is tried as a turn's only command.</summary>
    public virtual bool StandsAlone => false;

    public abstract Decided Decide(Draft draft, World world, CommandBy by);

    /// <summary>The same code can't return twice, and a question is not answered twice.</summary>
    public virtual bool Excludes(Move later) => false;
}
