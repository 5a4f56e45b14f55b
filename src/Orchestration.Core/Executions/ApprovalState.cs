namespace Orchestration.Executions;

/// <summary>The newest asking for an action's approval.</summary>
internal sealed record ApprovalState(ApprovalRequested Request, ApprovalAnswer? Answer = null);
