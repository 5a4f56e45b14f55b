using Orchestration.Definitions;
using Orchestration.Exploration.Pipelines.Worlds;
using Orchestration.Pipelines;

namespace Orchestration.Exploration.Pipelines.Invariants;

/// <summary>The record knows who entered a stage last and where that one's stage stands; retries depend on it.</summary>
internal sealed class LatestEnteredLast : IScopeInvariant
{
    public string? Check(PipelineWorld world)
    {
        if (!world.IsScoped)
        {
            return null;
        }

        foreach (StageStructure stage in world.Definition.Structure.Stages)
        {
            StageLine? line = world.Locks.Find(stage.Name);
            ExecutionId? last = world.Told[stage.Index].EnteredLast;
            if (line?.Latest != last)
            {
                return $"{stage.Name} was entered last by {last?.ToString() ?? "nobody"}; the record says {line?.Latest?.ToString() ?? "nobody"}.";
            }

            StageStatus? status = last is { } id ? world.Members[world.IndexOf(id)].State.Stages[stage.Index].Status : null;
            if (status is not null && line!.LatestStatus != status)
            {
                return $"{stage.Name} of {last} is {status}; the record says {line.LatestStatus}.";
            }
        }

        return null;
    }
}
