using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Exploration.Pipelines.Worlds;

namespace Orchestration.Exploration.Pipelines.Invariants;

/// <summary>Under <see cref="UnlockPolicy.AfterOrphansSettle"/> nothing of a stage runs beside its orphans: where there are locks whoever is in it, otherwise the same execution.</summary>
internal sealed class OrphansReturnFirst : IScopeInvariant
{
    public string? Check(PipelineWorld world)
    {
        if (world.Definition.Structure.Unlock != UnlockPolicy.AfterOrphansSettle)
        {
            return null;
        }

        foreach (StageStructure stage in world.Definition.Structure.Stages)
        {
            Member[] left = [.. world.Members.Where(member => Stands.HasOrphans(member.State, stage.Index, world.Epoch))];
            Member? running = (world.IsScoped && left.Length > 0 ? world.Members : [.. left]).FirstOrDefault(member => Runs(member.State, stage));
            if (running is not null)
            {
                return $"{running.State.Id} runs in {stage.Name} beside an orphan.";
            }
        }

        return null;
    }

    private static bool Runs(ExecutionState state, StageStructure stage) =>
        Array.Exists(state.Actions[stage.FirstAction..stage.EndAction], action => action.Status is ActionStatus.Running or ActionStatus.Stopping);
}
