namespace Orchestration;

/// <summary>The stage was reached and its condition is being asked.</summary>
public sealed class StageWaiting : StageEvent;
