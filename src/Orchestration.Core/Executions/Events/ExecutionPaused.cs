namespace Orchestration;

/// <summary>Nothing runs any more; every clock stands still from here on.</summary>
public sealed class ExecutionPaused : ExecutionEvent;
