namespace Orchestration;

/// <summary>How the engine stands. Immutable.</summary>
/// <param name="IsRunning">It has started, and was neither stopped nor replaced by another owner of the store.</param>
/// <param name="MissingDefinitions">Executions that can't go on because the definition which they started with is not registered.</param>
public sealed record EngineHealth(bool IsRunning, IReadOnlyList<MissingDefinition> MissingDefinitions);
