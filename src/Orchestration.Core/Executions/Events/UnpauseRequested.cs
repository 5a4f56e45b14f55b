namespace Orchestration;

/// <summary>The execution goes on.</summary>
public sealed class UnpauseRequested : CommandEvent;
