namespace Orchestration;

/// <summary>A pause was accepted: running attempts finish, nothing new starts but rollback and finalizers.</summary>
public sealed class PauseRequested : CommandEvent;
