namespace Orchestration.Testing;

/// <summary>What trees of actions and reruns add to histories, with everything set and with everything optional missing.</summary>
internal static class StoredTrees
{
    public static ExecutionEvent[] Full(string text) =>
    [
        new ActionAdded
        {
            Stage = text + " stage", Action = text + " action/" + text + " key", ActionIndex = 4, Parent = 2, ParentAttempt = 3, Ordinal = 5, Key = text + " key",
            Name = text + " name", Type = text + " type", Input = StoredSamples.JsonOf($"\"{StoredSamples.JsonText(text)}\""), OutputType = text + " output",
            Lifetime = ActionLifetime.Await, Retry = Retry, Timeout = TimeSpan.FromMinutes(1), Deadline = TimeSpan.FromMinutes(2),
        },
        new ProgressReported
        {
            Stage = text + " stage", Action = text + " action", ActionIndex = 2, Attempt = 3, Done = 4, Total = 5_000_000_000, Message = text + " message",
        },
        new ActionReturned
        {
            Stage = text + " stage", Action = text + " action", ActionIndex = 2, Attempt = 3, Failure = StoredSamples.Failure(text),
            Output = StoredSamples.JsonOf("[true]"), IsCancellation = true,
        },
        new ActionEnding
        {
            Stage = text + " stage",
            Action = text + " action",
            ActionIndex = 2,
            GraceUntil = StoredSamples.Time.AddMinutes(1),
            OfParentOnly = true,
        },
        new ResultsCarried
        {
            Results =
            [
                new CarriedResult(
                    text + " stage", text + " action/" + text + " key", new ExecutionId(StoredSamples.Id(61)), text + " output", StoredSamples.JsonOf("[true]")),
                new CarriedResult(text + " stage", text + " action/second", new ExecutionId(StoredSamples.Id(62)), OutputType: null, Output: null),
            ],
        },
    ];

    public static ExecutionEvent[] Minimal(string text) =>
    [
        new ActionAdded
        {
            Stage = text + " stage", Action = text + " action/" + text + " key", ActionIndex = 1, Parent = 0, ParentAttempt = 1, Ordinal = 1, Key = text + " key",
            Name = text + " name", Type = text + " type",
        },
        new ProgressReported { Stage = text + " stage", Action = text + " action", ActionIndex = 0, Attempt = 1, Done = 0 },
        new ActionReturned { Stage = text + " stage", Action = text + " action", ActionIndex = 0, Attempt = 1 },
        new ActionEnding { Stage = text + " stage", Action = text + " action", ActionIndex = 0, GraceUntil = StoredSamples.Time },
        new ResultsCarried { Results = [] },
    ];

    private static FailureStrategy Retry { get; } = new(
        FailureStrategyKind.Retry, 2, Backoff.Exponential(TimeSpan.FromSeconds(1)), FailureStrategy.RollbackPipeline, TimeSpan.FromHours(1));
}
