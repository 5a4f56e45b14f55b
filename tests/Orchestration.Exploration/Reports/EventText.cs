namespace Orchestration.Exploration.Reports;

/// <summary>An event on one line.</summary>
internal static class EventText
{
    public static string Of(ExecutionEvent happened) => $"{happened.Sequence} {happened.GetType().Name} {Details(happened)}".TrimEnd();

    private static string Details(ExecutionEvent happened) => happened switch
    {
        ActionStarted e => $"{e.Stage}/{e.Action} attempt {e.Attempt}",
        ActionClosed e => $"{e.Stage}/{e.Action} {e.Status} ({e.Reason}){(e.Strategy is { } strategy ? $" asks for {strategy}" : string.Empty)}{(e.IsForgiven ? " forgiven" : string.Empty)} attempt {e.Attempt} output {e.Output?.ToString() ?? "none"}",
        ActionReused e => $"{e.Stage}/{e.Action} {e.Original} from {e.From} output {e.Output?.ToString() ?? "none"}",
        ActionAdded e => $"{e.Stage}/{e.Action} as {e.ActionIndex} by attempt {e.ParentAttempt} of {e.Parent}, number {e.Ordinal}, lifetime {e.Lifetime}",
        ActionReturned e => $"{e.Stage}/{e.Action} attempt {e.Attempt} {e.Failure?.Type}{(e.IsCancellation ? " cancelled" : string.Empty)} output {e.Output?.ToString() ?? "none"}",
        ActionEnding e => $"{e.Stage}/{e.Action} grace until {e.GraceUntil:HH:mm:ss}{(e.OfParentOnly ? " of its parent's only" : string.Empty)}",
        ProgressReported e => $"{e.Stage}/{e.Action} {e.Done} of {e.Total}",
        ResultsCarried e => string.Join(", ", e.Results.Select(result => $"{result.Stage}/{result.Action} {result.Output?.ToString() ?? "none"}")),
        OrphanReturned e => $"{e.Stage}/{e.Action} attempt {e.Attempt}",
        AttemptLost e => $"{e.Stage}/{e.Action} attempt {e.Attempt}",
        ActionRetrying e => $"{e.Stage}/{e.Action} attempt {e.Attempt} retry {e.Retry} at {e.RetryAt:HH:mm:ss}",
        ApprovalRequested e => $"{e.Stage}/{e.Action} {e.Token} until {e.ExpiresAt:HH:mm:ss}",
        ApprovalAnswered e => $"{e.Stage}/{e.Action} {e.Answer}",
        ActionStopRequested e => $"{e.Stage}/{e.Action} {e.Verb} {e.Mode} {e.Outcome} as {e.Resolution} grace {e.Grace} deadline {e.Deadline:HH:mm:ss}",
        ActionExpiring e => $"{e.Stage}/{e.Action} may retry {e.MayRetry}",
        ActionStopping e => $"{e.Stage}/{e.Action} grace until {e.GraceUntil:HH:mm:ss}",
        InterventionRequested e => $"{e.Stage}/{e.Action} level {e.Level} until {e.ExpiresAt:HH:mm:ss}",
        InterventionAnswered e => $"{e.Stage}/{e.Action} {e.Choice}",
        RollbackEnded e => $"{e.Stage}/{e.Action} {e.Failure?.Type} {(e.IsAbandoned ? "abandoned" : string.Empty)}",
        FinalizerStarted e => e.Finalizer,
        FinalizerEnded e => $"{e.Finalizer} {e.Failure?.Type} {(e.IsAbandoned ? "abandoned" : string.Empty)}",
        FinalizingStarted e => $"{e.Status} ({e.Reason}) finalizers {e.RunsFinalizers}",
        ResourceRegistered e => $"{e.Stage}/{e.Action} {e.Kind} {e.Key}",
        ReleaseStarted e => $"{e.Kind} {e.Key}",
        ReleaseEnded e => $"{e.Kind} {e.Key} {e.Failure?.Type} {(e.IsAbandoned ? "abandoned" : string.Empty)}",
        CleanupStopping e => $"grace until {e.GraceUntil:HH:mm:ss}",
        StageMarkedFailed e => $"{e.Stage} {e.Mode}",
        StageRollingBack e => $"{e.Stage} {e.Strategy} {e.Status} ({e.Reason})",
        StageRolledBack e => $"{e.Stage} {e.Failure?.Type}",
        StopDecided e => $"{e.Stage} {e.Mode} {e.Outcome}",
        ActionEvent e => $"{e.Stage}/{e.Action}",
        StageClosed e => $"{e.Stage} {e.Status} ({e.Reason})",
        StageWaiting e => $"{e.Stage} for {e.For}",
        StageEvent e => e.Stage,
        StopRequested e => $"{e.Verb} {e.Stage} {e.Mode} {e.Outcome} grace {e.Grace} deadline {e.Deadline:HH:mm:ss}",
        StopEffective e => $"{e.Mode} grace until {e.GraceUntil:HH:mm:ss}",
        StopEscalated e => e.Mode.ToString(),
        StageRetryRequested e => $"{e.Stage} {e.Mode} actions [{string.Join(", ", e.Actions)}]{(e.AwaitsOrphans ? " when its orphans have returned" : string.Empty)}",
        ExecutionContinued e => $"from {e.FromStage} by {e.By}",
        ExecutionClosed e => $"{e.Status} ({e.Reason}){(e.SupersededBy is { } by ? $" by {by}" : string.Empty)}",
        _ => string.Empty,
    };
}
