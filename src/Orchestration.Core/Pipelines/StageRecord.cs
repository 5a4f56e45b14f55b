using System.Text.Json.Serialization;

namespace Orchestration.Pipelines;

/// <summary>A stage's line as it is stored.</summary>
internal sealed record StageRecord(
    string Stage, GateChange? Closure, StageOccupant? Holder, StageOccupant[] Waiting, ExecutionId? Latest, StageStatus LatestStatus)
{
    [JsonIgnore]
    public bool IsWhole => Stage is not null && Waiting is not null && Array.TrueForAll(Waiting, occupant => occupant is not null);

    public static StageRecord Of(StageLine line) => new(line.Stage, line.Closure, line.Holder, [.. line.Waiting], line.Latest, line.LatestStatus);

    public StageLine ToLine()
    {
        StageLine line = new(Stage) { Closure = Closure, Holder = Holder, Latest = Latest, LatestStatus = LatestStatus };
        line.Waiting.AddRange(Waiting);
        return line;
    }
}
