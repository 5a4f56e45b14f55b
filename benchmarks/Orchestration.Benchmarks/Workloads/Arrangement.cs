namespace Orchestration.Benchmarks.Workloads;

internal enum Arrangement
{
    /// <summary>All executions are started, then awaited.</summary>
    AllAtOnce,

    /// <summary>Each execution is awaited before the next is started.</summary>
    OneAtATime,
}
