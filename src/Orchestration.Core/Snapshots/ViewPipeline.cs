using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Pipelines;

namespace Orchestration.Snapshots;

/// <summary>Copies a pipeline's lines, and what its executions in memory add to them.</summary>
internal static class ViewPipeline
{
    /// <param name="pipeline">Gates, locks and lines.</param>
    /// <param name="structure">The newest registered definition; null where none is.</param>
    /// <param name="executions">The executions that share the locks.</param>
    /// <param name="epoch">The present owner's epoch: orphans of earlier owners don't run any more.</param>
    public static PipelineSnapshot Of(PipelineState pipeline, PipelineStructure? structure, IReadOnlyList<ExecutionState> executions, long epoch)
    {
        IEnumerable<string> declared = structure?.Stages.Select(stage => stage.Name) ?? [];
        IEnumerable<string> others = pipeline.Lines
            .Where(line => line.Closure is not null || line.Holder is not null || line.Waiting.Count > 0)
            .Select(line => line.Stage);
        return new PipelineSnapshot
        {
            Name = pipeline.Name,
            PipelineVersion = structure?.Version,
            Mode = structure?.Mode ?? ExecutionMode.Parallel,
            Stages = [.. declared.Union(others).Select(stage => OfStage(stage, pipeline.Find(stage), executions, epoch))],
            GateChanges = [.. pipeline.Changes],
        };
    }

    /// <summary>The abandoned code of one stage that still runs.</summary>
    public static IEnumerable<StageOrphan> Orphans(ExecutionState execution, string stage, long epoch) => execution.Orphans
        .Where(orphan => orphan.Attempt.Stage == stage)
        .Select(orphan => new StageOrphan(execution.Id, Snapshot.OfOrphan(orphan, epoch)))
        .Where(orphan => orphan.Orphan.IsRunning);

    private static PipelineStage OfStage(string stage, StageLine? line, IReadOnlyList<ExecutionState> executions, long epoch) => new()
    {
        Name = stage,
        GateDisabled = line?.Closure,
        IsLocked = line?.Holder is not null,
        Holder = line?.Holder,
        WaitingCount = line?.Waiting.Count ?? 0,
        Waiting = [.. line?.Waiting ?? []],
        Latest = line?.Latest,
        LatestStatus = line?.Latest is null ? null : line.LatestStatus,
        Orphans = [.. executions.SelectMany(execution => Orphans(execution, stage, epoch))],
    };
}
