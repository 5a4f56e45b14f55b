using Orchestration.Executions;
using Orchestration.Pipelines;

namespace Orchestration.Decisions;

/// <summary>Lets the first of those who wait into each stage that is free and whose gate is enabled. Part of the step that freed it.</summary>
internal static class HandOver
{
    public static void Decide(PipelineState pipeline, IScopeDrafts drafts)
    {
        while (FindNext(pipeline, drafts) is { } next)
        {
            Draft draft = next.Draft;
            EnterStage.Pass(draft, draft.State.Structure.FindStage(next.Stage)!);
            StageLock.Follow(pipeline, draft, drafts);
            Advance.Decide(draft);
            StageLock.Follow(pipeline, draft, drafts);
        }
    }

    /// <summary>Who would enter the stage if it were free now; null where the gate keeps everybody out, or nobody waits.</summary>
    public static ExecutionId? Next(StageLine line) => line.Closure is null && line.Waiting.Count > 0 ? line.Waiting[0].Execution : null;

    private static (string Stage, Draft Draft)? FindNext(PipelineState pipeline, IScopeDrafts drafts)
    {
        foreach (StageLine line in pipeline.Lines)
        {
            if (line is { Holder: null, Closure: null } && First(line, drafts) is { MayStart: true, State.Missing: null } draft)
            {
                return (line.Stage, draft);
            }
        }

        return null;
    }

    /// <summary>The first that can be read. One that can't keeps its place, and holds nobody up.</summary>
    private static Draft? First(StageLine line, IScopeDrafts drafts)
    {
        foreach (StageOccupant waiting in line.Waiting)
        {
            if (drafts.Of(waiting.Execution) is { } draft)
            {
                return draft;
            }
        }

        return null;
    }
}
