namespace Orchestration.Storage;

/// <summary>An accepted command's id, and the execution whose history holds it.</summary>
/// <param name="CommandId">The id; unique in the store.</param>
/// <param name="Execution">The execution.</param>
public readonly record struct CommandEntry(Guid CommandId, ExecutionId Execution);
