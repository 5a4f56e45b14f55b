using System.Buffers;
using System.Text;
using Orchestration.Definitions;
using Orchestration.Executions;
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
        FullStart(text),
        new StageWaiting { Stage = text + " stage", StageIndex = 1 },
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
            Outcome = IntentOutcome.Aborted, Grace = TimeSpan.FromMilliseconds(1_500), Deadline = Time.AddHours(1),
        },
        new StopEscalated { Mode = StopMode.Cancel },
        new StopEffective { CommandId = Id(11), Mode = StopMode.Cancel, GraceUntil = Time.AddMinutes(1) },
        new ActionStopping { Stage = text + " stage", Action = text + " action", ActionIndex = 2 },
        new ActionClosed
        {
            Stage = text + " stage", Action = text + " action", ActionIndex = 2, Status = ActionStatus.Aborted, Reason = ReasonCode.AbortRequested, Attempt = 3,
            Failure = Failure(text), Output = JsonOf($$"""{"text":"{{JsonText(text)}}","numbers":[1,2.50,1e9],"nothing":null}"""),
            CommandId = Id(11), Actor = text + " actor",
        },
        new OrphanReturned { Stage = text + " stage", Action = text + " action", ActionIndex = 2, Attempt = 3, Failure = Failure(text) },
        new ActionReused
        {
            Stage = text + " stage", Action = text + " action", ActionIndex = 2, From = new ExecutionId(Id(12)), Original = ActionStatus.Succeeded, Output = JsonOf("[true]"),
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
        },
        new StageRetryRequested
        {
            CommandId = Id(13), Actor = text + " actor", Reason = text + " reason", Stage = text + " stage", StageIndex = 1, Mode = StageRetryMode.AllActions, Actions = [2, 3],
        },
        new ExecutionContinued
        {
            CommandId = Id(14),
            Actor = text + " actor",
            Reason = text + " reason",
            By = new ExecutionId(Id(14)),
            FromStage = text + " from stage",
        },
    ]);

    /// <summary>Every event type with everything optional missing, numbered from 1.</summary>
    public static ExecutionEvent[] Minimal(string text) => Number(
    [
        MinimalStart(text),
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
        new StageRetryRequested
        {
            CommandId = Id(23),
            Actor = text + " actor",
            Stage = text + " stage",
            StageIndex = 0,
            Mode = StageRetryMode.FailedActions,
            Actions = [],
        },
        new ExecutionContinued { CommandId = Id(24), Actor = text + " actor", By = new ExecutionId(Id(24)), FromStage = text + " from stage" },
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
        Status = ExecutionStatus.Aborted,
        IsClosed = true,
        Labels = new Dictionary<string, string> { ["empty"] = string.Empty, [text + " label"] = text + " value" },
        StartedBy = text + " starter",
        StartedAt = Time.AddTicks(1),
        ClosedAt = Time.AddTicks(2),
        ClosedReason = ReasonCode.AbortRequested,
        ClosedBy = text + " closer",
        ClosedText = text + " text",
        Lineage = new Lineage(new ExecutionId(Id(31)), 2, new ExecutionId(Id(32)), text + " from stage"),
        IsLatest = true,
        IsStoppable = true,
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

    private static string JsonText(string text) => System.Text.Json.JsonEncodedText.Encode(text).ToString();

    private static Failure Failure(string text) => new(text + " type", text + " message", text + " details");

    private static ExecutionStarted FullStart(string text)
    {
        Dictionary<string, string> labels = new() { ["environment"] = "test", [text + " label"] = text + " value" };
        ActionStructure first = new(text + " first", "delegate", inputType: null, inputFrom: null, text + " output", hasCondition: false, OnInterrupted.Retry);
        ActionStructure second = new("second", text + " type", text + " input", inputFrom: 0, text + " output", hasCondition: true, OnInterrupted.Abandon);
        StageStructure stage = new(text + " stage", hasCondition: true, labels, [new GroupStructure(2, [first, second]), new GroupStructure(null, [])]);
        return new ExecutionStarted
        {
            CommandId = Id(10),
            Actor = text + " actor",
            Reason = text + " reason",
            Pipeline = text + " pipeline",
            PipelineVersion = text + " pipeline version",
            Fingerprint = text + " fingerprint",
            Input = JsonOf($"\"{JsonText(text)}\""),
            Labels = labels,
            Lineage = new Lineage(new ExecutionId(Id(1)), 2, new ExecutionId(Id(2)), text + " from stage"),
            Starter =
            [
                new StarterIdentity(
                    text + " authentication",
                    text + " name type",
                    text + " role type",
                    [new StarterClaim(text + " type", text + " value"), new StarterClaim("role", "admin")]),
                new StarterIdentity(null, null, null, []),
            ],
            Structure = new PipelineStructure(text + " name", text + " version", text + " input", labels, [stage]),
        };
    }

    private static ExecutionStarted MinimalStart(string text) => new()
    {
        CommandId = Id(20),
        Actor = text + " actor",
        Pipeline = text + " pipeline",
        PipelineVersion = text + " pipeline version",
        Fingerprint = text + " fingerprint",
        Labels = new Dictionary<string, string>(),
        Lineage = new Lineage(new ExecutionId(Id(20))),
        Structure = new PipelineStructure(text + " name", text + " version", null, new Dictionary<string, string>(), []),
    };

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
