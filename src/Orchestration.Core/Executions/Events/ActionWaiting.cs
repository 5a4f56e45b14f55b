namespace Orchestration;

/// <summary>The action's condition is being asked.</summary>
public sealed class ActionWaiting : ActionEvent;
