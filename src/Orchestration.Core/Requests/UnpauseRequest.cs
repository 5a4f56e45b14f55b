namespace Orchestration;

/// <summary>Lets a paused execution go on; its time limits count again (Harness: resume interrupt).</summary>
public sealed record UnpauseRequest : CommandRequest;
