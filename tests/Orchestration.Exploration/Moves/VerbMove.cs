using Orchestration.Executions;

namespace Orchestration.Exploration.Moves;

/// <summary>A caller's command.</summary>
internal abstract record VerbMove : Move
{
    public abstract Verb Verb { get; }

    public override string Kind => Verb.ToString();

    /// <summary>It is always refused.</summary>
    public bool IsProbe { get; init; }

    public override bool StandsAlone => IsProbe;

    /// <summary>The stage that it names, if it does.</summary>
    public string? Stage { get; init; }

    /// <summary>The action that it names, if it does.</summary>
    public string? Action { get; init; }

    public long? ExpectedVersion { get; init; }

    public string? Reason { get; init; }

    /// <summary>What is registered when it is sent.</summary>
    public Registered Registered { get; init; }

    /// <summary>The same command, to be sent once more at a later time.</summary>
    public virtual VerbMove SentTo(ExecutionState state) => this;
}
