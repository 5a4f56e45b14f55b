using System.Collections.Concurrent;

namespace Orchestration.Storage;

/// <summary>Every pipeline's present record in memory. Reads may run at any time; the store lets one commit at a time check and store.</summary>
internal sealed class PipelinesInMemory
{
    private readonly ConcurrentDictionary<string, (Guid Commit, PipelineRecord Record)> _records = new(StringComparer.Ordinal);

    public PipelineRecord? Find(string pipeline) => _records.TryGetValue(pipeline, out (Guid, PipelineRecord Record) found) ? found.Record : null;

    public IReadOnlyList<PipelineRecord> ReadAll() =>
        [.. _records.Values.Select(found => found.Record).OrderBy(record => record.Pipeline, StringComparer.Ordinal)];

    /// <summary>Null where nothing of the pipelines is against the commit.</summary>
    public CommitResult? Check(Commit commit)
    {
        if (commit.Pipeline is { } next)
        {
            (Guid Commit, PipelineRecord Record) known = _records.GetValueOrDefault(next.Pipeline);
            if (next.Version != (known.Record?.Version ?? 0) + 1)
            {
                return known.Commit == commit.Id ? CommitResult.Committed : CommitResult.Conflict;
            }
        }

        return CheckGuard(commit);
    }

    /// <summary>Null where the gates are as they were when the commit was decided on. Needs no lock of the store.</summary>
    public CommitResult? CheckGuard(Commit commit) =>
        commit.Guard is { } guard && guard.GateVersion != (Find(guard.Pipeline)?.GateVersion ?? 0) ? CommitResult.Conflict : null;

    public void Store(Commit commit)
    {
        if (commit.Pipeline is { } pipeline)
        {
            _records[pipeline.Pipeline] = (commit.Id, pipeline);
        }
    }
}
