using System.Text.Json.Serialization;

namespace Orchestration;

/// <summary>One thing that happened to an execution. Histories consist of these; they are never changed. The names in <c>$type</c> are stable.</summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(ExecutionStarted), "execution-started")]
[JsonDerivedType(typeof(ExecutionContinued), "execution-continued")]
[JsonDerivedType(typeof(ExecutionClosed), "execution-closed")]
[JsonDerivedType(typeof(DefinitionMissing), "definition-missing")]
[JsonDerivedType(typeof(DefinitionFound), "definition-found")]
[JsonDerivedType(typeof(StopRequested), "stop-requested")]
[JsonDerivedType(typeof(StopEscalated), "stop-escalated")]
[JsonDerivedType(typeof(StopEffective), "stop-effective")]
[JsonDerivedType(typeof(StageRetryRequested), "stage-retry-requested")]
[JsonDerivedType(typeof(StageWaiting), "stage-waiting")]
[JsonDerivedType(typeof(StageEntered), "stage-entered")]
[JsonDerivedType(typeof(StageStopping), "stage-stopping")]
[JsonDerivedType(typeof(StageClosed), "stage-closed")]
[JsonDerivedType(typeof(ActionWaiting), "action-waiting")]
[JsonDerivedType(typeof(ActionStarted), "action-started")]
[JsonDerivedType(typeof(ActionStopping), "action-stopping")]
[JsonDerivedType(typeof(ActionReused), "action-reused")]
[JsonDerivedType(typeof(ActionClosed), "action-closed")]
[JsonDerivedType(typeof(ApprovalRequested), "approval-requested")]
[JsonDerivedType(typeof(ApprovalAnswered), "approval-answered")]
[JsonDerivedType(typeof(ActionRetrying), "action-retrying")]
[JsonDerivedType(typeof(AttemptLost), "attempt-lost")]
[JsonDerivedType(typeof(OrphanReturned), "orphan-returned")]
[JsonDerivedType(typeof(ResourceRegistered), "resource-registered")]
[JsonDerivedType(typeof(ActionStopRequested), "action-stop-requested")]
[JsonDerivedType(typeof(ActionExpiring), "action-expiring")]
[JsonDerivedType(typeof(AttemptAbandoned), "attempt-abandoned")]
[JsonDerivedType(typeof(InterventionRequested), "intervention-requested")]
[JsonDerivedType(typeof(InterventionAnswered), "intervention-answered")]
[JsonDerivedType(typeof(StageMarkedFailed), "stage-marked-failed")]
[JsonDerivedType(typeof(StageRollingBack), "stage-rolling-back")]
[JsonDerivedType(typeof(StageRolledBack), "stage-rolled-back")]
[JsonDerivedType(typeof(RollbackStarted), "rollback-started")]
[JsonDerivedType(typeof(RollbackEnded), "rollback-ended")]
[JsonDerivedType(typeof(FinalizingStarted), "finalizing-started")]
[JsonDerivedType(typeof(FinalizerStarted), "finalizer-started")]
[JsonDerivedType(typeof(FinalizerEnded), "finalizer-ended")]
[JsonDerivedType(typeof(ReleaseStarted), "release-started")]
[JsonDerivedType(typeof(ReleaseEnded), "release-ended")]
[JsonDerivedType(typeof(CleanupStopping), "cleanup-stopping")]
[JsonDerivedType(typeof(PauseRequested), "pause-requested")]
[JsonDerivedType(typeof(ExecutionPaused), "execution-paused")]
[JsonDerivedType(typeof(UnpauseRequested), "unpause-requested")]
[JsonDerivedType(typeof(ReleaseRequested), "release-requested")]
[JsonDerivedType(typeof(ReleaseCompleted), "release-completed")]
[JsonDerivedType(typeof(StopDecided), "stop-decided")]
[JsonDerivedType(typeof(ActionAdded), "action-added")]
[JsonDerivedType(typeof(ActionReturned), "action-returned")]
[JsonDerivedType(typeof(ActionEnding), "action-ending")]
[JsonDerivedType(typeof(ProgressReported), "progress-reported")]
[JsonDerivedType(typeof(ResultsCarried), "results-carried")]
public abstract class ExecutionEvent
{
    private long _ticks;

    /// <summary>Its place in the execution's history, from 1, without gaps.</summary>
    [JsonInclude]
    [JsonPropertyOrder(-2)]
    public long Sequence { get; internal set; }

    /// <summary>When it was decided, in UTC.</summary>
    [JsonInclude]
    [JsonPropertyOrder(-1)]
    public DateTimeOffset At
    {
        get => new(_ticks, TimeSpan.Zero);
        internal set => _ticks = value.UtcTicks;
    }
}
