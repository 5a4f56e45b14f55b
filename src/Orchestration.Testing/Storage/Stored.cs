using System.Globalization;
using Orchestration.Storage;

namespace Orchestration.Testing;

/// <summary>Small commits' parts.</summary>
internal static class Stored
{
    /// <summary>Some events behind a stream's end.</summary>
    public static StreamAppend Append(ExecutionId execution, long version, int events = 1, ExecutionSummary? summary = null) => new()
    {
        Execution = execution,
        ExpectedVersion = version,
        Events = [.. Enumerable.Range(1, events).Select(offset => Event(version + offset))],
        Summary = summary,
    };

    public static ExecutionSummary Summary(ExecutionId execution, string pipeline = "pipeline") => new()
    {
        Id = execution,
        Pipeline = pipeline,
        PipelineVersion = "1",
        Status = ExecutionStatus.Running,
        IsClosed = false,
        Labels = new Dictionary<string, string>(),
        StartedBy = "starter",
        StartedAt = StoredSamples.Time,
        Lineage = new Lineage(execution),
        IsLatest = true,
        IsStoppable = true,
    };

    /// <summary>A record without content.</summary>
    public static PipelineRecord Pipeline(long version, long gateVersion = 0, string pipeline = "pipeline") => new()
    {
        Pipeline = pipeline,
        Version = version,
        GateVersion = gateVersion,
    };

    public static AuditEntry Audit(string actor) => new()
    {
        At = StoredSamples.Time,
        Actor = actor,
        Verb = Verb.Stop,
        Code = ErrorCode.PermissionDenied,
    };

    private static StageEntered Event(long sequence) => new()
    {
        Stage = "stage " + sequence.ToString(CultureInfo.InvariantCulture),
        StageIndex = 0,
        Sequence = sequence,
        At = StoredSamples.Time,
    };
}
