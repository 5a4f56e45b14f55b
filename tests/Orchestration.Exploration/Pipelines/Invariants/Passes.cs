using Orchestration.Exploration.Pipelines.Worlds;

namespace Orchestration.Exploration.Pipelines.Invariants;

/// <summary>Reads from events that somebody passes gate and lock. A retry of a stage, also one that had to wait for orphans, is past them.</summary>
internal static class Passes
{
    public static bool Gate(Participant one, int stage)
    {
        bool isOutside = one.Before is null || one.Before.Stages[stage].Status == StageStatus.Pending || Stands.WaitsForEntry(one.Before, stage)
            || one.Before.Stages[stage].Status == StageStatus.NotRun;
        return isOutside && one.Draft.Events.Exists(happened => happened switch
        {
            StageWaiting { For: StageWait.Condition } waiting => waiting.StageIndex == stage,
            StageEntered entered => entered.StageIndex == stage,
            _ => false,
        });
    }
}
