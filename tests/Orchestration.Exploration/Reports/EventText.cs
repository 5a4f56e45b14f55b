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
        ActionEvent e => $"{e.Stage}/{e.Action}",
        StageClosed e => $"{e.Stage} {e.Status} ({e.Reason})",
        StageEvent e => e.Stage,
        StopRequested e => $"{e.Verb} {e.Stage} {e.Mode} {e.Outcome} grace {e.Grace} deadline {e.Deadline:HH:mm:ss}",
        StopEffective e => $"{e.Mode} grace until {e.GraceUntil:HH:mm:ss}",
        StopEscalated e => e.Mode.ToString(),
        StageRetryRequested e => $"{e.Stage} {e.Mode} actions [{string.Join(", ", e.Actions)}]",
        ExecutionContinued e => $"from {e.FromStage} by {e.By}",
        ExecutionClosed e => $"{e.Status} ({e.Reason})",
        _ => string.Empty,
    };
}
