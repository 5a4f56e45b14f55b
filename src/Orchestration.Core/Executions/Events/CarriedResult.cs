namespace Orchestration;

/// <summary>The result of a child action that an execution may take over from an earlier one.</summary>
/// <param name="Stage">The stage of the child.</param>
/// <param name="Action">Its name within the stage: those of the actions above it and its key.</param>
/// <param name="From">The execution whose attempt made it.</param>
/// <param name="OutputType">Its type, if it has one.</param>
/// <param name="Output">The result.</param>
public sealed record CarriedResult(string Stage, string Action, ExecutionId From, string? OutputType, Payload? Output);
