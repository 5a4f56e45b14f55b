namespace Orchestration;

/// <summary>Somebody asked to release what the closed execution left behind.</summary>
public sealed class ReleaseRequested : CommandEvent;
