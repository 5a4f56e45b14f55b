using Orchestration.Pipelines;
using Orchestration.Storage;

namespace Orchestration.Testing;

/// <summary>First records of pipelines, with everything set and with everything optional missing.</summary>
internal static class StoredPipelines
{
    /// <summary>A pipeline's record with every property set.</summary>
    public static PipelineRecord Full(string text)
    {
        GateChange disabled = Change(41, text, text + " stage", isEnabled: false) with { Reason = text + " reason" };
        GateChange enabled = Change(42, text, "free", isEnabled: true);
        StageOccupant holder = Occupant(43);
        return new PipelineRecord
        {
            Pipeline = text + " pipeline",
            Version = 1,
            GateVersion = 2,
            Stages =
            [
                new StageRecord(text + " stage", disabled, holder, [Occupant(45), Occupant(44)], holder.Execution, StageStatus.Stopping),
                new StageRecord("free", null, null, [], Occupant(46).Execution, StageStatus.Succeeded),
                new StageRecord(string.Empty, null, null, [holder], null, StageStatus.Pending),
            ],
            Changes = [disabled, enabled, enabled with { HasEffect = false }],
        };
    }

    /// <summary>A pipeline's record with everything optional missing.</summary>
    public static PipelineRecord Minimal(string text) => new()
    {
        Pipeline = text + " pipeline",
        Version = 1,
        GateVersion = 0,
        Stages = [new StageRecord(text + " stage", null, null, [], null, StageStatus.Pending)],
        Changes = [Change(51, text, text + " stage", isEnabled: true)],
    };

    private static GateChange Change(int id, string text, string stage, bool isEnabled) =>
        new(StoredSamples.Id(id), text + " pipeline", stage, isEnabled, text + " actor", null, StoredSamples.Time.AddTicks(id));

    private static StageOccupant Occupant(int id) => new(new ExecutionId(StoredSamples.Id(id)), StoredSamples.Time.AddTicks(id));
}
