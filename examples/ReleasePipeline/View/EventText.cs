using Orchestration;

namespace ReleasePipeline.View;

/// <summary>Puts events into words.</summary>
internal static class EventText
{
    /// <summary>The event in words; null for one that people need not see.</summary>
    public static string? Of(ExecutionEvent happened) => happened switch
    {
        ExecutionStarted e => $"{e.Pipeline} {e.Input} started by {e.Actor}{Because(e.Reason)}",
        StopRequested e => $"{e.Verb} ({e.Mode}) requested by {e.Actor}{Because(e.Reason)}",
        StageRetryRequested e => $"retry of {e.Stage} ({e.Mode}) requested by {e.Actor}{Because(e.Reason)}",
        StageClosed { Status: StageStatus.Reused } e => $"{e.Stage} is reused",
        ActionStarted e => $"{Name(e)} started, attempt {e.Attempt}",
        AttemptLost e => $"{Name(e)} lost attempt {e.Attempt}: its process has ended",
        ResourceRegistered e => $"{Name(e)} registered {e.Kind} {e.Key} {e.Data}".TrimEnd(),
        OrphanReturned e => $"{Name(e)} has returned, too late to count",
        ActionClosed e => $"{Name(e)} {Words(e.Status)}{Because(e.Failure?.Message)}",
        ExecutionClosed e => $"release {Words(e.Status)}{By(e.Actor)}{Because(e.Text)}",
        _ => null,
    };

    private static string Name(ActionEvent happened) => $"{happened.Stage}/{happened.Action}";

    private static string Words(Enum status) => $"{status}" == nameof(ActionStatus.NotRun) ? "not run" : $"{status}".ToLowerInvariant();

    private static string By(string? actor) => actor is null ? "" : $" by {actor}";

    private static string Because(string? reason) => reason is null ? "" : $": {reason}";
}
