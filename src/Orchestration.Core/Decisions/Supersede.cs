using Orchestration.Executions;
using Orchestration.Pipelines;

namespace Orchestration.Decisions;

/// <summary>CodePipeline's mode of the same name: who arrives at a stage closes the older execution that waits there.</summary>
internal static class Supersede
{
    public static void Decide(PipelineState pipeline, StageLine? line, Draft arriving, IScopeDrafts drafts)
    {
        if (line is null || arriving.State.Structure.Mode != ExecutionMode.Supersede)
        {
            return;
        }

        foreach (StageOccupant occupant in line.Waiting.ToArray())
        {
            if (drafts.Of(occupant.Execution) is not { State.Structure.Mode: ExecutionMode.Supersede } older)
            {
                continue;
            }

            NotRun.UnenteredStages(older, NotRun.BecauseSuperseded);
            older.Emit(new ExecutionClosed
            {
                Status = ExecutionStatus.Superseded,
                Reason = ReasonCode.Superseded,
                SupersededBy = arriving.State.Id,
            });
            pipeline.Leave(line, occupant.Execution);
        }
    }
}
