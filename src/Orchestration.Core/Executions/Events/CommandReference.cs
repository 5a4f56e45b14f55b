namespace Orchestration;

/// <summary>The command that caused an event, who sent it, and, where the event tells that itself, why.</summary>
internal sealed record CommandReference(Guid? Id, string? Actor, string? Text = null);
