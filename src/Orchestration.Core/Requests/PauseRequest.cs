namespace Orchestration;

/// <summary>Pauses an execution: running attempts finish, and nothing new starts but rollback and finalizers (Harness: pause).</summary>
public sealed record PauseRequest : CommandRequest;
