using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Invariants;

/// <summary>What a live host keeps up by differences is what recovery would ask for.</summary>
internal sealed class EffectsMatchPending : ICommitInvariant
{
    public string? Check(Turn turn, World after)
    {
        if (!turn.IsRecovery && Difference(turn.World.State, turn.Events, turn.State) is { } wrong)
        {
            return wrong;
        }

        return turn.Next is { } next ? Difference(before: null, next.Events, next.State) : null;
    }

    private static string? Difference(ExecutionState? before, IEnumerable<ExecutionEvent> events, ExecutionState after)
    {
        LiveEffects kept = [];
        if (before is not null)
        {
            kept.AddRange(Pending.Of(before));
            kept.RemoveAll(effect => effect.Kind == EffectKind.Drive || effect.Due != default);
        }

        foreach (ExecutionEvent happened in events)
        {
            Reaction.To(after, happened, kept);
        }

        kept.AddRange(Pending.Of(after).Where(effect => effect.Kind == EffectKind.Drive || effect.Due != default));
        List<Effect> pending = [.. Pending.Of(after)];
        return kept.Count == pending.Count && kept.TrueForAll(pending.Contains)
            ? null
            : $"it keeps up [{string.Join(", ", kept.Except(pending))}] too much and [{string.Join(", ", pending.Except(kept))}] too little.";
    }
}
