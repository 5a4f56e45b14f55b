namespace Orchestration.Testing;

/// <summary>One promise of the store port that <see cref="StoreConformance"/> checks.</summary>
/// <param name="Name">The name of the method that checks it.</param>
/// <param name="NeedsRestart">Whether it applies only where <see cref="IStoreFixture.SurvivesRestart"/>.</param>
/// <param name="Run">Checks it; fails with a <see cref="StoreConformanceException"/>.</param>
public sealed record StoreScenario(string Name, bool NeedsRestart, Func<StoreConformance, Task> Run)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
