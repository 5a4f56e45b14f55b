namespace Orchestration.Testing;

/// <summary>Rollbacks, finalizers and releases, with everything set and with everything optional missing.</summary>
internal static class StoredCleanups
{
    public static ExecutionEvent[] Full(string text) =>
    [
        new StageRollingBack
        {
            Stage = text + " stage", StageIndex = 1, Strategy = FailureStrategyKind.RollbackPipeline, Status = StageStatus.Failed,
            Reason = ReasonCode.ActionFailed, CommandId = StoredSamples.Id(61), Actor = text + " actor",
        },
        new RollbackStarted
        {
            Stage = text + " stage", Action = text + " action", ActionIndex = 2, Epoch = 4, Deadline = StoredSamples.Time.AddMinutes(10),
        },
        new RollbackEnded
        {
            Stage = text + " stage", Action = text + " action", ActionIndex = 2, Failure = StoredSamples.Failure(text), IsAbandoned = true,
        },
        new StageRolledBack { Stage = text + " stage", StageIndex = 1, Failure = StoredSamples.Failure(text) },
        new FinalizingStarted
        {
            Status = ExecutionStatus.Stopped, Reason = ReasonCode.StopRequested, CommandId = StoredSamples.Id(62), Actor = text + " actor",
            Text = text + " text", RunsFinalizers = true,
        },
        new FinalizerStarted { Finalizer = text + " finalizer", Index = 1, Epoch = 4, Deadline = StoredSamples.Time.AddMinutes(5) },
        new FinalizerEnded { Finalizer = text + " finalizer", Index = 1, Failure = StoredSamples.Failure(text), IsAbandoned = true },
        new ReleaseStarted { Kind = text + " kind", Key = text + " key", Epoch = 4, Deadline = StoredSamples.Time.AddMinutes(1) },
        new ReleaseEnded { Kind = text + " kind", Key = text + " key", Failure = StoredSamples.Failure(text), IsAbandoned = true },
        new CleanupStopping { GraceUntil = StoredSamples.Time.AddMinutes(1), IsExpiry = true },
        new ReleaseRequested { CommandId = StoredSamples.Id(63), Actor = text + " actor", Reason = text + " reason" },
        new ReleaseCompleted { CommandId = StoredSamples.Id(63), Failed = 2 },
    ];

    public static ExecutionEvent[] Minimal(string text) =>
    [
        new StageRollingBack { Stage = text + " stage", StageIndex = 0 },
        new RollbackStarted { Stage = text + " stage", Action = text + " action", ActionIndex = 0, Epoch = 1, Deadline = StoredSamples.Time },
        new RollbackEnded { Stage = text + " stage", Action = text + " action", ActionIndex = 0 },
        new StageRolledBack { Stage = text + " stage", StageIndex = 0 },
        new FinalizingStarted { Status = ExecutionStatus.Succeeded, Reason = ReasonCode.Completed },
        new FinalizerStarted { Finalizer = text + " finalizer", Index = 0, Epoch = 1, Deadline = StoredSamples.Time },
        new FinalizerEnded { Finalizer = text + " finalizer", Index = 0 },
        new ReleaseStarted { Kind = text + " kind", Key = text + " key", Epoch = 1, Deadline = StoredSamples.Time },
        new ReleaseEnded { Kind = text + " kind", Key = text + " key" },
        new CleanupStopping { GraceUntil = StoredSamples.Time },
        new ReleaseRequested { CommandId = StoredSamples.Id(73), Actor = text + " actor" },
        new ReleaseCompleted { CommandId = StoredSamples.Id(73) },
    ];
}
