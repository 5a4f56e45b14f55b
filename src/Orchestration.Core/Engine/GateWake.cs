namespace Orchestration.Engine;

/// <summary>A gate has changed: whoever waits for it looks again. On a thread of its own, for there may be many.</summary>
internal sealed class GateWake(EngineCore engine, string pipeline) : IThreadPoolWorkItem
{
    public void Execute() => engine.Executions.WakeWaitingAtGates(pipeline);
}
