using Orchestration.Storage;

namespace Orchestration.Tests.Sqlite;

/// <summary>Small commits.</summary>
internal static class Commits
{
    public static Commit First(long epoch, ExecutionId execution) => Of(epoch, execution, version: 0, events: 1);

    /// <summary>A commit with some numbered events, and a summary where the stream is new.</summary>
    public static Commit Of(long epoch, ExecutionId execution, long version, int events, int size = 1) => new()
    {
        Id = Guid.NewGuid(),
        Epoch = epoch,
        Streams =
        [
            new StreamAppend
            {
                Execution = execution,
                ExpectedVersion = version,
                Events = StreamAppend.ReadEvents(execution, System.Text.Encoding.UTF8.GetBytes(Json(version + 1, events, size))),
                Summary = version == 0 ? Summary(execution) : null,
            },
        ],
    };

    /// <summary>A commit of only a pipeline's record, without content.</summary>
    public static Commit OfPipeline(long epoch, string pipeline, long version, long gateVersion) => new()
    {
        Id = Guid.NewGuid(),
        Epoch = epoch,
        Pipeline = new PipelineRecord { Pipeline = pipeline, Version = version, GateVersion = gateVersion },
    };

    public static ExecutionSummary Summary(ExecutionId execution) => new()
    {
        Id = execution,
        Pipeline = "pipeline",
        PipelineVersion = "1",
        Status = ExecutionStatus.Running,
        IsClosed = false,
        Labels = new Dictionary<string, string> { ["environment"] = "test" },
        StartedBy = "starter",
        StartedAt = DateTimeOffset.UnixEpoch,
        Lineage = new Lineage(execution),
        IsLatest = true,
        IsStoppable = true,
    };

    /// <summary>Histories can be made only by the engine, or read.</summary>
    private static string Json(long first, int count, int size)
    {
        IEnumerable<string> events = Enumerable.Range(0, count).Select(offset =>
            $$"""{"$type":"stage-entered","sequence":{{first + offset}},"at":"2031-02-03T04:05:06+00:00","stage":"{{new string('x', size)}}","s":0}""");
        return $"[{string.Join(',', events)}]";
    }
}
