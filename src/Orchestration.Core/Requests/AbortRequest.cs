namespace Orchestration;

/// <summary>Aborts an execution, or the stage that it is in; both close as aborted, and later stages don't run (Harness: abort pipeline, abort stage).</summary>
public sealed record AbortRequest : StoppingRequest
{
    /// <summary>The stage; the whole execution where null.</summary>
    public string? Stage { get; init; }
}
