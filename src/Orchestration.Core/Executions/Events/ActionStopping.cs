namespace Orchestration;

/// <summary>The attempt's token is signalled once this is stored.</summary>
public sealed class ActionStopping : ActionEvent;
