namespace Orchestration;

/// <summary>The kinds of failure strategies. The values are stable: they are stored.</summary>
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
}
