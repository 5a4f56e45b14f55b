namespace Orchestration.Executions;

/// <summary>One stage of an execution.</summary>
internal struct StageState
{
    public StageStatus Status;

    /// <summary>What it waits for, while it is waiting.</summary>
    public StageWait WaitsFor;

    /// <summary>Since when it waits, as ticks in UTC.</summary>
    public long WaitsSinceTicks;

    /// <summary>Its actions by status.</summary>
    public StatusCounts Counts;

    /// <summary>The lowest index of an action that is still pending; the end of the stage's actions where none is.</summary>
    public int Cursor;

    /// <summary>The group of the action that was begun last; groups never overlap.</summary>
    public int ActiveGroup;

    /// <summary>When it was entered first; null if it never was.</summary>
    public DateTimeOffset? EnteredAt;

    /// <summary>Since when its time limit counts, as ticks in UTC; a retry begins it again.</summary>
    public long ClockTicks;

    /// <summary>An action of it was rolled back, or a resource of one.</summary>
    public bool IsRolledBack;

    /// <summary>How it closed; null while it is open, or if it was reused.</summary>
    public StageClosed? Closed;

    /// <summary>Actions of it with open children: they hold no slot of their group.</summary>
    public int Parents;

    /// <summary>How often it was retried.</summary>
    public int Retries;

    /// <summary>Gate or lock keep the execution out.</summary>
    public readonly bool IsAwaitingEntry => Status == StageStatus.Waiting && WaitsFor == StageWait.Entry;

    /// <summary>It was entered before, and is to be retried once its orphans have returned.</summary>
    public readonly bool IsAwaitingOrphans => Status == StageStatus.Waiting && WaitsFor == StageWait.Orphans;
}
