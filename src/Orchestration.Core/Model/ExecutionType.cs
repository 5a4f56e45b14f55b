namespace Orchestration;

/// <summary>What kind of run an execution is. The values are stable: they are stored.</summary>
public enum ExecutionType
{
    /// <summary>It runs its stages to the end.</summary>
    Standard = 0,

    /// <summary>It runs one stage again as an earlier execution ran it (CodePipeline: stage rollback).</summary>
    Reapply = 1,

    /// <summary>It runs again what an earlier execution ran (Flyte: rerun, recover).</summary>
    Rerun = 2,
}
