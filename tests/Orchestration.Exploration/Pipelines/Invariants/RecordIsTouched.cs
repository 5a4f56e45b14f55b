using Orchestration.Exploration.Pipelines.Worlds;
using Orchestration.Storage;

namespace Orchestration.Exploration.Pipelines.Invariants;

/// <summary>A record that differs from the stored one has a higher version, and so is stored; that of the gates rises with a gate alone.</summary>
internal sealed class RecordIsTouched : IScopeCommitInvariant
{
    public string? Check(ScopeTurn turn, PipelineWorld after)
    {
        PipelineRecord before = PipelineRecord.Of(turn.World.Locks);
        PipelineRecord now = PipelineRecord.Of(after.Locks);
        bool isSame = RecordComparison.Difference(before, now) is null or "Version" or "GateVersion";
        bool hasSameGates = before.Changes.SequenceEqual(now.Changes);
        return now.Version != before.Version + (isSame ? 0 : 1) ? $"its version goes from {before.Version} to {now.Version}."
            : now.GateVersion != before.GateVersion + (hasSameGates ? 0 : 1) ? $"the gates' version goes from {before.GateVersion} to {now.GateVersion}."
            : null;
    }
}
