namespace Orchestration.Executions;

/// <summary>Since when all attempts of an action with a deadline are counted.</summary>
/// <param name="ActionIndex">The action.</param>
/// <param name="Since">When its first attempt started since it was opened.</param>
internal readonly record struct ActionClock(int ActionIndex, DateTimeOffset Since);
