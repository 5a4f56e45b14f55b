namespace Orchestration.Executions;

/// <summary>An action that was rolled back: its code ran that undoes it, or a resource of it was released in a rollback.</summary>
/// <param name="ActionIndex">The action.</param>
/// <param name="Ended">How that code ended; null where there was none to run.</param>
internal sealed record RolledBackAction(int ActionIndex, RollbackEnded? Ended);
