namespace Orchestration.Executions;

/// <summary>An attempt that was closed while its code still ran.</summary>
internal sealed record OrphanState(ActionStarted Attempt, DateTimeOffset AbandonedAt, OrphanReturned? Returned = null);
