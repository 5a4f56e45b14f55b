namespace Orchestration;

/// <summary>The stage drains under a stop or an abort.</summary>
public sealed class StageStopping : StageEvent;
