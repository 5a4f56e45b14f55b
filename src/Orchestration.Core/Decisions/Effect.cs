namespace Orchestration.Decisions;

/// <summary>One thing that must be running, armed or signalled.</summary>
/// <param name="Kind">What.</param>
/// <param name="Node">The index of the action or stage, where one is meant.</param>
/// <param name="Attempt">The attempt, where one is meant.</param>
/// <param name="Due">When, where time is meant.</param>
internal readonly record struct Effect(EffectKind Kind, int Node = 0, int Attempt = 0, DateTimeOffset Due = default);
