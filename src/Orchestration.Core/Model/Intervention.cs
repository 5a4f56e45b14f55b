namespace Orchestration;

/// <summary>What a person picks after a failure (Harness: manual intervention). The values are stable: they are stored.</summary>
public enum Intervention
{
    /// <summary>The action runs again; that takes nothing from the budget of its strategies.</summary>
    Retry = 0,

    /// <summary>The action is <see cref="ActionStatus.Ignored"/>, and the stage goes on.</summary>
    Ignore = 1,

    /// <summary>The action counts as succeeded, without an output.</summary>
    Succeed = 2,

    /// <summary>The failure stands: stage and execution fail.</summary>
    Fail = 3,

    /// <summary>The failure stands, and the stage is rolled back.</summary>
    RollbackStage = 4,

    /// <summary>The failure stands, and every stage is rolled back.</summary>
    RollbackPipeline = 5,

    /// <summary>The failure stands, and the execution is aborted.</summary>
    Abort = 6,
}
