using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Moves;

namespace Orchestration.Exploration.Invariants;

/// <summary>A verb that would be accepted is a conflict with the version of an earlier state.</summary>
internal sealed class VersionsAreChecked : IDecisionInvariant
{
    public string? Check(DecisionStep step)
    {
        if (step.Move is not VerbMove verb || step.Verdict.Refusal is not null)
        {
            return null;
        }

        Draft draft = new(step.Before.Clone(), step.World.Now, step.World.Epoch, !step.World.IsDraining);
        Verdict verdict = (verb with { ExpectedVersion = step.Before.Version - 1 }).Decide(draft, step.World, step.By).Verdict;
        return verdict.Refusal?.Code == ErrorCode.Conflict && draft.Events.Count == 0 ? null : "it is accepted with the version of an earlier state.";
    }
}
