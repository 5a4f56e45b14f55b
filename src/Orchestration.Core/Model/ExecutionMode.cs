namespace Orchestration;

/// <summary>How the executions of a pipeline stand to each other. The values are stable: they are stored.</summary>
public enum ExecutionMode
{
    /// <summary>They don't: each runs for itself, and nothing is locked. The default, as with Harness and Flyte.</summary>
    Parallel = 0,

    /// <summary>One execution in a stage at a time, and one that waits in front of it: a newer arrival closes the older as superseded (CodePipeline's default).</summary>
    Supersede = 1,

    /// <summary>One execution in a stage at a time; the others wait in the order in which they came, at most 50 in the pipeline (CodePipeline: queued).</summary>
    Queue = 2,
}
