namespace Orchestration;

/// <summary>Runs a closed execution's pipeline again, under its newest definition, in a new execution with a lineage of its own (Flyte: rerun, recover).</summary>
public sealed record RerunRequest : CommandRequest
{
    /// <summary>Whether child actions of a root run that had succeeded are not run again, but give their recorded results by key (Flyte: recover); false by default.</summary>
    public bool ReuseSucceeded { get; init; }

    /// <summary>Child actions that run again although they had succeeded, with all that is below and above them: their names, such as <c>root/train-2</c> or <c>root/fold-1/train-2</c>.</summary>
    public IReadOnlyList<string> Force { get; init; } = [];

    /// <summary>Another input than the one that the execution started with; that one by default. Results can't be reused with another input.</summary>
    public object? Input { get; init; }
}
