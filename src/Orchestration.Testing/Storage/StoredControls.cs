namespace Orchestration.Testing;

/// <summary>Stops of single actions, marks, interventions, pauses and what the engine ends by itself, with everything set and with everything optional missing.</summary>
internal static class StoredControls
{
    public static ExecutionEvent[] Full(string text) =>
    [
        new ActionStopRequested
        {
            Stage = text + " stage", Action = text + " action", ActionIndex = 2, CommandId = StoredSamples.Id(41), Actor = text + " actor",
            Reason = text + " reason", Verb = Verb.MarkFailed, Mode = StopMode.Cancel, Outcome = IntentOutcome.Failed,
            Grace = TimeSpan.FromMilliseconds(1_500), Deadline = StoredSamples.Time.AddHours(1), Resolution = AbortResolution.Failed, OfStage = true,
        },
        new ActionExpiring
        {
            Stage = text + " stage", Action = text + " action", ActionIndex = 2, Attempt = 3, MayRetry = true,
            Grace = TimeSpan.FromMilliseconds(1_500),
        },
        new AttemptAbandoned { Stage = text + " stage", Action = text + " action", ActionIndex = 2, Attempt = 3 },
        new InterventionRequested
        {
            Stage = text + " stage", Action = text + " action", ActionIndex = 2, Attempt = 3, Status = ActionStatus.Failed,
            Reason = ReasonCode.Threw, Failure = StoredSamples.Failure(text), Level = 1, ExpiresAt = StoredSamples.Time.AddDays(1),
        },
        new InterventionAnswered
        {
            Stage = text + " stage", Action = text + " action", ActionIndex = 2, CommandId = StoredSamples.Id(42), Actor = text + " actor",
            Reason = text + " reason", Choice = Intervention.RollbackPipeline,
        },
        new StageMarkedFailed
        {
            Stage = text + " stage", StageIndex = 1, CommandId = StoredSamples.Id(43), Actor = text + " actor", Reason = text + " reason",
            Mode = StopMode.Wait, Grace = TimeSpan.FromMilliseconds(1_500), Deadline = StoredSamples.Time.AddHours(1),
        },
        new PauseRequested { CommandId = StoredSamples.Id(44), Actor = text + " actor", Reason = text + " reason" },
        new ExecutionPaused(),
        new UnpauseRequested { CommandId = StoredSamples.Id(45), Actor = text + " actor", Reason = text + " reason" },
        new StopDecided
        {
            Stage = text + " stage", Mode = StopMode.Cancel, Outcome = IntentOutcome.Expired, Grace = TimeSpan.FromMilliseconds(1_500),
        },
    ];

    public static ExecutionEvent[] Minimal(string text) =>
    [
        new ActionStopRequested
        {
            Stage = text + " stage", Action = text + " action", ActionIndex = 0, CommandId = StoredSamples.Id(51), Actor = text + " actor",
            Verb = Verb.Abort, Mode = StopMode.Wait, Outcome = IntentOutcome.Aborted, Grace = TimeSpan.Zero,
        },
        new ActionExpiring { Stage = text + " stage", Action = text + " action", ActionIndex = 0, Attempt = 1, Grace = TimeSpan.Zero },
        new AttemptAbandoned { Stage = text + " stage", Action = text + " action", ActionIndex = 0, Attempt = 1 },
        new InterventionRequested
        {
            Stage = text + " stage", Action = text + " action", ActionIndex = 0, Attempt = 1, Status = ActionStatus.Expired,
            Reason = ReasonCode.TimeLimit, ExpiresAt = StoredSamples.Time,
        },
        new InterventionAnswered
        {
            Stage = text + " stage", Action = text + " action", ActionIndex = 0, CommandId = StoredSamples.Id(52), Actor = text + " actor",
            Choice = Intervention.Retry,
        },
        new StageMarkedFailed
        {
            Stage = text + " stage", StageIndex = 0, CommandId = StoredSamples.Id(53), Actor = text + " actor", Mode = StopMode.Cancel,
            Grace = TimeSpan.Zero,
        },
        new PauseRequested { CommandId = StoredSamples.Id(54), Actor = text + " actor" },
        new ExecutionPaused(),
        new UnpauseRequested { CommandId = StoredSamples.Id(55), Actor = text + " actor" },
        new StopDecided { Mode = StopMode.Wait, Outcome = IntentOutcome.Aborted, Grace = TimeSpan.Zero },
    ];
}
