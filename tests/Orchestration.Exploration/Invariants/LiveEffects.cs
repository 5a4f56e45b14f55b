using Orchestration.Decisions;

namespace Orchestration.Exploration.Invariants;

/// <summary>What a host keeps up: what belongs to an attempt ends with it, and nothing is told to one that does not run.</summary>
internal sealed class LiveEffects : List<Effect>, IEffects
{
    void IEffects.Add(Effect effect)
    {
        bool isOfCode = effect.Kind is EffectKind.Notify or EffectKind.Signal;
        if (!Contains(effect) && (!isOfCode || Contains(effect with { Kind = EffectKind.Run })))
        {
            Add(effect);
        }
    }

    void IEffects.Remove(Effect effect)
    {
        if (effect.Kind == EffectKind.Cleanup)
        {
            RemoveAll(kept => kept.Kind is EffectKind.Cleanup or EffectKind.NotifyCleanup or EffectKind.SignalCleanup);
            return;
        }

        Remove(effect);
        if (effect.Kind == EffectKind.Run)
        {
            Remove(effect with { Kind = EffectKind.Notify });
            Remove(effect with { Kind = EffectKind.Signal });
        }
    }
}
