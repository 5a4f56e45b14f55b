using System.Buffers;
using Orchestration.Exploration.Pipelines.Worlds;
using Orchestration.Pipelines;
using Orchestration.Storage;

namespace Orchestration.Exploration.Pipelines.Invariants;

/// <summary>The record as it is stored gives the record that the turn had.</summary>
internal sealed class RecordSurvives : IScopeCommitInvariant
{
    public string? Check(ScopeTurn turn, PipelineWorld after)
    {
        if (after.Locks.Version == turn.World.Locks.Version)
        {
            return null;
        }

        PipelineRecord record = PipelineRecord.Of(after.Locks);
        ArrayBufferWriter<byte> buffer = new();
        StoredJson.Write(record, buffer);
        PipelineRecord read = PipelineRecord.Of(new PipelineState(StoredJson.ReadPipeline(record.Pipeline, buffer.WrittenSpan)));
        return RecordComparison.Difference(record, read) is { } difference ? $"it differs in {difference}." : null;
    }
}
