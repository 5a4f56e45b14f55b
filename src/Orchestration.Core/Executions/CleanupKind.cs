namespace Orchestration.Executions;

/// <summary>What the engine runs at the end of an execution, one at a time.</summary>
internal enum CleanupKind
{
    Rollback,
    Finalizer,
    Release,
}
