using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Moves;

namespace Orchestration.Exploration.Invariants;

/// <summary>Whoever asks for what exists gets the receipt in force, or one without effect, instead of a refusal; nothing else is softened.</summary>
internal sealed class ExistingIsReturned : IDecisionInvariant
{
    public string? Check(DecisionStep step)
    {
        if (step.Move is not EndingMove stopping || step.Verdict.Refusal is not { } refusal)
        {
            return null;
        }

        Draft draft = new(step.Before.Clone(), step.World.Now, step.World.Epoch, !step.World.IsDraining);
        Verdict verdict = (stopping with { OnDuplicate = OnDuplicate.ReturnExisting }).Decide(draft, step.World, step.By).Verdict;
        if (draft.Events.Count > 0)
        {
            return "it has an effect.";
        }

        if (refusal.Code is not (ErrorCode.AlreadyStopping or ErrorCode.NotStoppable))
        {
            return verdict.Refusal?.Code == refusal.Code ? null : $"the refusal {refusal.Code} is softened.";
        }

        bool isReturned = (verdict.Receipt is not null && verdict.Receipt == refusal.IntentInForce) || (verdict.Receipt is null && refusal.IntentInForce is null) || (verdict.Receipt is null && refusal.Code == ErrorCode.NotStoppable);
        return verdict.Refusal is null && isReturned ? null : $"it is answered {verdict.Refusal?.Code.ToString() ?? "with another receipt"}.";
    }
}
