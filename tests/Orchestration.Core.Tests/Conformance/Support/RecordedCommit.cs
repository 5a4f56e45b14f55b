using Orchestration.Storage;

namespace Orchestration.Tests.Conformance.Support;

/// <summary>A copy of what a commit has stored.</summary>
internal sealed record RecordedCommit(long Epoch, IReadOnlyList<(ExecutionId Execution, ExecutionEvent Happened)> Events, PipelineRecord? Pipeline)
{
    public static RecordedCommit Of(Commit commit) => new(
        commit.Epoch,
        [.. commit.Streams.SelectMany(stream => stream.Events.Select(happened => (stream.Execution, happened)))],
        commit.Pipeline);
}
