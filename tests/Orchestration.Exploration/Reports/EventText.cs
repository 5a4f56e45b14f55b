namespace Orchestration.Exploration.Reports;

/// <summary>An event on one line.</summary>
internal static class EventText
{
    public static string Of(ExecutionEvent happened) => $"{happened.Sequence} {happened.GetType().Name} {Details(happened)}".TrimEnd();

    private static string Details(ExecutionEvent happened) => happened switch
    {
        ActionStarted e => $"{e.Stage}/{e.Action} attempt {e.Attempt}",
        ActionClosed e => $"{e.Stage}/{e.Action} {e.Status} ({e.Reason}) attempt {e.Attempt} output {e.Output?.ToString() ?? "none"}",
        ActionReused e => $"{e.Stage}/{e.Action} {e.Original} from {e.From} output {e.Output?.ToString() ?? "none"}",
        OrphanReturned e => $"{e.Stage}/{e.Action} attempt {e.Attempt}",
        AttemptLost e => $"{e.Stage}/{e.Action} attempt {e.Attempt}",
        ActionRetrying e => $"{e.Stage}/{e.Action} attempt {e.Attempt} retry {e.Retry} at {e.RetryAt:HH:mm:ss}",
        ApprovalRequested e => $"{e.Stage}/{e.Action} {e.Token} until {e.ExpiresAt:HH:mm:ss}",
        ApprovalAnswered e => $"{e.Stage}/{e.Action} {e.Answer}",
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
