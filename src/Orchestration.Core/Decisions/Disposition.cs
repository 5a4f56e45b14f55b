namespace Orchestration;

/// <summary>What a command would do to an action.</summary>
public enum Disposition
{
    /// <summary>Nothing: it is closed and stays so, or the command does not reach it.</summary>
    Unchanged,

    /// <summary>It runs to its own end; what it becomes is its own result, or, where the command addresses it alone, what the command says. With a deadline it may be signalled later. One that waits for its next attempt ends at once with its last failure.</summary>
    Drain,

    /// <summary>Its token is signalled: <see cref="ActionStatus.Aborted"/>, or <see cref="ActionStatus.Abandoned"/> after the grace; where it is marked as failed, <see cref="ActionStatus.Failed"/> either way; an abort of it alone may resolve it otherwise. A wait, as for an approval, is withdrawn at once.</summary>
    Signal,

    /// <summary>It closes at once as <see cref="ActionStatus.Abandoned"/>, or as the command says that addresses it; its code, if any runs, is left running.</summary>
    Abandon,

    /// <summary>It will not start.</summary>
    NotRun,

    /// <summary>It is not executed; its earlier result is taken.</summary>
    Reuse,

    /// <summary>It runs, now or when its turn comes.</summary>
    Run,

    /// <summary>It only waits, and closes at once as the command says.</summary>
    Close,
}
