namespace Orchestration;

/// <summary>The command that caused an event, and who sent it.</summary>
internal sealed record CommandReference(Guid? Id, string? Actor);
