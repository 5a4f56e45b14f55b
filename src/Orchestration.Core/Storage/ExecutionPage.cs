namespace Orchestration;

/// <summary>One page of a list.</summary>
/// <param name="Executions">The executions, in the order that the query asked for.</param>
/// <param name="Next">Give it as the next query's <see cref="ExecutionQuery.After"/>; null where the list has ended.</param>
public sealed record ExecutionPage(IReadOnlyList<ExecutionSummary> Executions, string? Next);
