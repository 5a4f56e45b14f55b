using System.Buffers;
using System.Text;
using Orchestration.Storage;

namespace Orchestration.Testing;

/// <summary>One of every event type, with everything set and with everything optional missing.</summary>
internal static class StoredSamples
{
    public static DateTimeOffset Time { get; } = new(2031, 2, 3, 4, 5, 6, 789, TimeSpan.Zero);

    /// <summary>Strings that break careless quoting, encoding and C strings.</summary>
    public static string OddText { get; } = "line\nquote \" ' ` \\ slash / nul \0 tab \t <&> \u00e9 \u6f22 \U0001F9EA \u2028 ;--%_*?";

    /// <summary>Every event type with every property set, numbered from 1.</summary>
    public static ExecutionEvent[] Full(string text) => Number(
    [
        StoredStarts.Full(text),
        new StageWaiting { Stage = text + " stage", StageIndex = 1, For = StageWait.Orphans },
        new StageEntered { Stage = text + " stage", StageIndex = 1 },
        new ActionWaiting { Stage = text + " stage", Action = text + " action", ActionIndex = 2 },
        new ActionStarted { Stage = text + " stage", Action = text + " action", ActionIndex = 2, Attempt = 3, Epoch = 4 },
        new ResourceRegistered
        {
            Stage = text + " stage",
            Action = text + " action",
            ActionIndex = 2,
            Attempt = 3,
            Kind = text + " kind",
            Key = text + " key",
            Data = text + " data",
        },
        new AttemptLost { Stage = text + " stage", Action = text + " action", ActionIndex = 2, Attempt = 3 },
        new StopRequested
        {
            CommandId = Id(11), Actor = text + " actor", Reason = text + " reason", Verb = Verb.Abort, Stage = text + " stage", Mode = StopMode.Cancel,
            Outcome = IntentOutcome.Aborted, Grace = TimeSpan.FromMilliseconds(1_500), Deadline = Time.AddHours(1), RunFinalizers = true,
            OnlyEndsWaiting = true,
        },
        new StopEscalated { Mode = StopMode.Cancel },
        new StopEffective { CommandId = Id(11), Mode = StopMode.Cancel, GraceUntil = Time.AddMinutes(1) },
        new ActionStopping { Stage = text + " stage", Action = text + " action", ActionIndex = 2, GraceUntil = Time.AddMinutes(1) },
        new ActionClosed
        {
            Stage = text + " stage", Action = text + " action", ActionIndex = 2, Status = ActionStatus.Aborted, Reason = ReasonCode.AbortRequested, Attempt = 3,
            Failure = Failure(text), Output = JsonOf($$"""{"text":"{{JsonText(text)}}","numbers":[1,2.50,1e9],"nothing":null}"""),
            Strategy = FailureStrategyKind.Ignore, IsForgiven = true, CommandId = Id(11), Actor = text + " actor",
            Text = text + " text",
        },
        new OrphanReturned { Stage = text + " stage", Action = text + " action", ActionIndex = 2, Attempt = 3, Failure = Failure(text), IsRollback = true },
        new ActionReused
        {
            Stage = text + " stage", Action = text + " action", ActionIndex = 2, From = new ExecutionId(Id(12)), Original = ActionStatus.Succeeded, Output = JsonOf("[true]"),
            Answer = Answer(text),
        },
        new StageStopping { Stage = text + " stage", StageIndex = 1 },
        new StageClosed
        {
            Stage = text + " stage", StageIndex = 1, Status = StageStatus.Aborted, Reason = ReasonCode.AbortRequested,
            Failure = Failure(text), CommandId = Id(11), Actor = text + " actor",
        },
        new ExecutionClosed
        {
            Status = ExecutionStatus.Aborted, Reason = ReasonCode.AbortRequested, CommandId = Id(11), Actor = text + " actor", Text = text + " text",
            SupersededBy = new ExecutionId(Id(15)),
        },
        .. FullRest(text),
        .. StoredControls.Full(text),
        .. StoredCleanups.Full(text),
        .. StoredTrees.Full(text),
    ]);

    /// <summary>Every event type with everything optional missing, numbered from 1.</summary>
    public static ExecutionEvent[] Minimal(string text) => Number(
    [
        StoredStarts.Minimal(text),
        new StageWaiting { Stage = text + " stage", StageIndex = 0 },
        new StageEntered { Stage = text + " stage", StageIndex = 0 },
        new ActionWaiting { Stage = text + " stage", Action = text + " action", ActionIndex = 0 },
        new ActionStarted { Stage = text + " stage", Action = text + " action", ActionIndex = 0, Attempt = 1, Epoch = 1 },
        new ResourceRegistered
        {
            Stage = text + " stage",
            Action = text + " action",
            ActionIndex = 0,
            Attempt = 1,
            Kind = text + " kind",
            Key = text + " key",
        },
        new AttemptLost { Stage = text + " stage", Action = text + " action", ActionIndex = 0, Attempt = 1 },
        new StopRequested
        {
            CommandId = Id(21), Actor = text + " actor", Verb = Verb.Stop, Mode = StopMode.Wait, Outcome = IntentOutcome.Stopped, Grace = TimeSpan.Zero,
        },
        new StopEscalated { Mode = StopMode.Cancel },
        new StopEffective { CommandId = Id(21), Mode = StopMode.Wait },
        new ActionStopping { Stage = text + " stage", Action = text + " action", ActionIndex = 0 },
        new ActionClosed
        {
            Stage = text + " stage",
            Action = text + " action",
            ActionIndex = 0,
            Status = ActionStatus.Succeeded,
            Reason = ReasonCode.Completed,
            Attempt = 1,
        },
        new OrphanReturned { Stage = text + " stage", Action = text + " action", ActionIndex = 0, Attempt = 1 },
        new ActionReused
        {
            Stage = text + " stage",
            Action = text + " action",
            ActionIndex = 0,
            From = new ExecutionId(Id(22)),
            Original = ActionStatus.Skipped,
        },
        new StageStopping { Stage = text + " stage", StageIndex = 0 },
        new StageClosed { Stage = text + " stage", StageIndex = 0, Status = StageStatus.Succeeded, Reason = ReasonCode.Completed },
        new ExecutionClosed { Status = ExecutionStatus.Succeeded, Reason = ReasonCode.Completed },
        .. MinimalRest(text),
        .. StoredControls.Minimal(text),
        .. StoredCleanups.Minimal(text),
        .. StoredTrees.Minimal(text),
    ]);

    public static Payload JsonOf(string json) => new(Encoding.UTF8.GetBytes(json));

    public static Guid Id(int number) => new(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

    /// <summary>One event as it is stored.</summary>
    public static string Json(ExecutionEvent happened) => Json(new StreamAppend { Execution = default, ExpectedVersion = 0, Events = [happened] }.WriteEvents);

    public static string Json(ExecutionSummary summary) => Json(writer => StoredJson.Write(summary, writer));

    /// <summary>A summary with every property set.</summary>
    public static ExecutionSummary FullSummary(ExecutionId execution, string text) => new()
    {
        Id = execution,
        Pipeline = text + " pipeline",
        PipelineVersion = text + " version",
        Mode = ExecutionMode.Queue,
        Type = ExecutionType.Reapply,
        Reapplies = new ExecutionId(Id(35)),
        RerunOf = new ExecutionId(Id(37)),
        IsRootRun = true,
        Stage = text + " stage",
        DefinitionMissingSince = Time.AddTicks(3),
        Status = ExecutionStatus.Aborted,
        IsClosed = true,
        Labels = new Dictionary<string, string> { ["empty"] = string.Empty, [text + " label"] = text + " value" },
        StartedBy = text + " starter",
        StartedAt = Time.AddTicks(1),
        ClosedAt = Time.AddTicks(2),
        ClosedReason = ReasonCode.AbortRequested,
        ClosedBy = text + " closer",
        ClosedText = text + " text",
        SupersededBy = new ExecutionId(Id(36)),
        Lineage = new Lineage(new ExecutionId(Id(31)), 2, new ExecutionId(Id(32)), text + " from stage"),
        IsLatest = true,
        IsStoppable = true,
        IsReleasing = true,
    };

    /// <summary>An audit entry with every property set but the position, which the store gives.</summary>
    public static AuditEntry FullAuditEntry(string text) => new()
    {
        At = Time,
        Actor = text + " actor",
        Verb = Verb.RetryStage,
        Pipeline = text + " pipeline",
        Execution = new ExecutionId(Id(33)),
        Stage = text + " stage",
        Action = text + " action",
        Code = ErrorCode.StageNotRetryable,
        Reason = text + " reason",
        CommandId = Id(34),
        Suppressed = 3,
    };

    public static string Json(AuditEntry entry) => Json(writer => StoredJson.Write(entry, writer));

    public static string Json(PipelineRecord record) => Json(writer => StoredJson.Write(record, writer));

    private static string Json(Action<IBufferWriter<byte>> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        write(buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static string JsonText(string text) => System.Text.Json.JsonEncodedText.Encode(text).ToString();

    private static ExecutionEvent[] FullRest(string text) =>
    [
        new StageRetryRequested
        {
            CommandId = Id(13), Actor = text + " actor", Reason = text + " reason", Stage = text + " stage", StageIndex = 1, Mode = StageRetryMode.AllActions, Actions = [2, 3],
            AwaitsOrphans = true,
        },
        new ExecutionContinued
        {
            CommandId = Id(14),
            Actor = text + " actor",
            Reason = text + " reason",
            By = new ExecutionId(Id(14)),
            FromStage = text + " from stage",
        },
        new ApprovalRequested { Stage = text + " stage", Action = text + " action", ActionIndex = 2, Attempt = 3, Token = text + " token", ExpiresAt = Time.AddDays(7) },
        new ApprovalAnswered { Stage = text + " stage", Action = text + " action", ActionIndex = 2, Attempt = 3, Answer = Answer(text), Token = text + " token" },
        new ActionRetrying
        {
            Stage = text + " stage", Action = text + " action", ActionIndex = 2, Attempt = 3, Failure = Failure(text), Retry = 2, RetryAt = Time.AddMinutes(1),
        },
        new DefinitionMissing { InvalidateAt = Time.AddHours(1) },
        new DefinitionFound(),
    ];

    private static ExecutionEvent[] MinimalRest(string text) =>
    [
        new StageRetryRequested { CommandId = Id(23), Actor = text + " actor", Stage = text + " stage", StageIndex = 0, Mode = StageRetryMode.FailedActions, Actions = [] },
        new ExecutionContinued { CommandId = Id(24), Actor = text + " actor", By = new ExecutionId(Id(24)), FromStage = text + " from stage" },
        new ApprovalRequested { Stage = text + " stage", Action = text + " action", ActionIndex = 0, Attempt = 1, Token = text + " token", ExpiresAt = Time },
        new ApprovalAnswered
        {
            Stage = text + " stage", Action = text + " action", ActionIndex = 0, Attempt = 1, Token = text + " token",
            Answer = new ApprovalAnswer(IsApproved: false, text + " actor", Comment: null, Time, Id(25)),
        },
        new ActionRetrying
        {
            Stage = text + " stage", Action = text + " action", ActionIndex = 0, Attempt = 1, Failure = new Failure(text + " type", text + " message"), Retry = 1, RetryAt = Time,
        },
        new DefinitionMissing { InvalidateAt = Time },
        new DefinitionFound(),
    ];

    private static ApprovalAnswer Answer(string text) => new(IsApproved: true, text + " actor", text + " comment", Time.AddMinutes(2), Id(16));

    public static Failure Failure(string text) => new(text + " type", text + " message", text + " details") { IsNonRetryable = true };

    private static ExecutionEvent[] Number(ExecutionEvent[] events)
    {
        for (int index = 0; index < events.Length; index++)
        {
            events[index].Sequence = index + 1;
            events[index].At = Time.AddMilliseconds(index);
        }

        return events;
    }
}
