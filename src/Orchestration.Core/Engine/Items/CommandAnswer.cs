namespace Orchestration.Engine;

/// <summary>What an accepted command is told.</summary>
internal readonly record struct CommandAnswer(CommandSnapshot Command, ExecutionStatus Status, bool HasEffect);
