namespace Orchestration;

/// <summary>
/// The kinds of failure strategies. The values are stable: they are stored, and of those that act on a whole stage the greater one is the
/// stronger where several actions ask for different ones.
/// </summary>
public enum FailureStrategyKind
{
    /// <summary>The failure fails stage and execution.</summary>
    Fail = 0,

    /// <summary>The failure is kept on record, and the stage goes on.</summary>
    Ignore = 1,

    /// <summary>The failure counts as a success.</summary>
    Succeed = 2,

    /// <summary>The action runs again.</summary>
    Retry = 3,

    /// <summary>A person picks what follows.</summary>
    Intervene = 4,

    /// <summary>The stage is rolled back, then it fails.</summary>
    RollbackStage = 5,

    /// <summary>Every stage is rolled back, the last one first, then the execution fails.</summary>
    RollbackPipeline = 6,

    /// <summary>The execution is aborted.</summary>
    Abort = 7,
}
