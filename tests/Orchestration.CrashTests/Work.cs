namespace Orchestration.CrashTests;

/// <summary>What the processes that will be killed do.</summary>
internal enum Work
{
    /// <summary>Users start, stop, abort, retry and resume many executions of staged pipelines.</summary>
    Executions,

    /// <summary>One root run of 200 children after the other.</summary>
    Tree,
}
