namespace Orchestration;

/// <summary>Continues in a new execution, from a stage that was executed before; earlier stages are reused (Harness: resume pipeline).</summary>
/// <param name="FromStage">The stage's name; it runs whole, and so do all later ones.</param>
public sealed record ResumeRequest(string FromStage) : CommandRequest
{
    /// <summary>The input again, for callers that always send it; it must be equal. Not needed.</summary>
    public object? Input { get; init; }
}
