namespace Orchestration.Executions;

/// <summary>A claim of the user who started an execution.</summary>
/// <param name="Type">The claim's type.</param>
/// <param name="Value">Its value.</param>
internal sealed record StarterClaim(string Type, string Value);
