namespace Orchestration.Decisions;

/// <summary>Carries effects out, or collects them.</summary>
internal interface IEffects
{
    void Add(Effect effect);

    /// <summary>It is no longer wanted, if it ever was. What belongs to an attempt ends with its <see cref="EffectKind.Run"/>.</summary>
    void Remove(Effect effect);
}
