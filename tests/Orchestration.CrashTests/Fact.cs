namespace Orchestration.CrashTests;

/// <summary>What a user or an action can be told, with the values that follow it on the line.</summary>
internal enum Fact
{
    /// <summary>The engine has started.</summary>
    Open,

    /// <summary>A start was answered: execution.</summary>
    Started,

    /// <summary>A resume was answered: the new execution, the old one.</summary>
    Resumed,

    /// <summary>A stop, an abort or a retry was answered: command, execution.</summary>
    Accepted,

    /// <summary>A receipt has settled: command, execution, status.</summary>
    Settled,

    /// <summary>An execution was shown: execution, version.</summary>
    Seen,

    /// <summary>A wait has ended: execution, status, time of the close in ticks.</summary>
    Closed,

    /// <summary>An action's code runs: execution, stage, action, attempt, number of the action.</summary>
    Ran,

    /// <summary>The result of a root run was read: execution, result.</summary>
    Result,

    /// <summary>A resource was registered: execution, key.</summary>
    Registered,
}
