using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Moves;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Invariants;

/// <summary>An execution that was resumed is never retried or resumed again, and never reopened; exactly the newest of a lineage is the latest.</summary>
internal sealed class ResumedIsFinal : IWorldInvariant
{
    public string? Check(World world)
    {
        if (world.State.ContinuedBy is not null)
        {
            return "the newest execution is continued.";
        }

        for (int index = 0; index < world.Ancestors.Length; index++)
        {
            ExecutionState newer = index == 0 ? world.State : world.Ancestors[index - 1];
            ExecutionState older = world.Ancestors[index];
            Lineage lineage = newer.Start.Lineage;
            bool isLinked = older.ContinuedBy?.By == newer.Id && lineage.ResumedFrom == older.Id
                && lineage.Root == older.Start.Lineage.Root && lineage.Iteration == older.Start.Lineage.Iteration + 1;
            if (!isLinked || older.Closed is null)
            {
                return $"{older.Id} and {newer.Id} are not linked, or the older one is open.";
            }
        }

        return world.Ancestors is [{ } resumed, ..] ? Check(world, resumed) : null;
    }

    private static string? Check(World world, ExecutionState resumed)
    {
        Draft draft = new(resumed.Clone(), world.Now, world.Epoch, !world.IsDraining);
        foreach (string stage in resumed.Structure.Stages.Select(stage => stage.Name))
        {
            VerbMove[] moves = [new ResumeMove { Stage = stage }, .. Enum.GetValues<StageRetryMode>().Select(mode => new RetryStageMove(mode) { Stage = stage })];
            foreach (VerbMove move in moves)
            {
                Verdict verdict = move.Decide(draft, world with { Ancestors = world.Ancestors.RemoveAt(0) }, world.By(1)).Verdict;
                if (draft.Events.Count > 0 || verdict.Refusal?.Code != ErrorCode.NotLatestExecution)
                {
                    return $"{move} of a resumed execution is answered {verdict.Refusal?.Code.ToString() ?? "with a receipt"}.";
                }
            }
        }

        return null;
    }
}
