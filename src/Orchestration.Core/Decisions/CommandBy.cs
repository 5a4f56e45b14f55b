namespace Orchestration.Decisions;

/// <summary>Who sent a command, under which id.</summary>
internal readonly record struct CommandBy(Guid Id, string Actor);
