namespace Orchestration;

/// <summary>What a stage waits for that is <see cref="StageStatus.Waiting"/>. The values are stable: they are stored.</summary>
public enum StageWait
{
    /// <summary>Its condition is being asked.</summary>
    Condition = 0,

    /// <summary>Its gate is disabled, or another execution has locked it.</summary>
    Entry = 1,

    /// <summary>It is to be retried once its orphans have returned (<see cref="UnlockPolicy.AfterOrphansSettle"/>).</summary>
    Orphans = 2,
}
