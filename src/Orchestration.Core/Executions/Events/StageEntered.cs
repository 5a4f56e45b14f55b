namespace Orchestration;

/// <summary>The stage was entered.</summary>
public sealed class StageEntered : StageEvent;
