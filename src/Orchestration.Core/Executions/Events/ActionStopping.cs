namespace Orchestration;

/// <summary>The attempt's token is signalled once this is stored.</summary>
public sealed class ActionStopping : ActionEvent
{
    /// <summary>When it is closed without its code, if it was stopped on its own; otherwise the grace of the stop in force holds.</summary>
    public DateTimeOffset? GraceUntil { get; init; }
}
