using Orchestration.Decisions;
using Orchestration.Exploration.Invariants;
using Orchestration.Exploration.Pipelines.Definitions;
using Orchestration.Exploration.Pipelines.Worlds;

namespace Orchestration.Exploration.Pipelines.Commands;

/// <summary>One command in a turn of a pipeline.</summary>
internal abstract record Command
{
    /// <summary>Under which word it is counted.</summary>
    public abstract string Kind { get; }

    /// <summary>It goes on by itself: code returns, a person answers, time passes.</summary>
    public virtual bool IsProgress => false;

    /// <summary>What it uses up when it is accepted.</summary>
    public virtual Trouble? Spends => null;

    /// <summary>The execution that it is for; -1 where it is for none that is there.</summary>
    public virtual int Addressee => -1;

    /// <summary>The same code can't return twice, and a question is not answered twice, in one turn.</summary>
    public virtual bool IsSameAs(Command first) => false;

    /// <summary>Decides it, without what follows for others.</summary>
    public abstract void Decide(ScopeTurn turn, CommandBy by, Inspector inspector);
}
