namespace Orchestration.Executions;

/// <summary>How far the end of an action has come whose code has returned while children of it were open.</summary>
/// <param name="Returned">What it returned.</param>
/// <param name="IsUnderStop">A stop of the execution had been accepted before: that decides how the execution closes.</param>
/// <param name="IsAsked">It alone had been asked to end before: that decides how it closes.</param>
/// <param name="Ending">The beginning of its end: children are aborted; null while it waits for some.</param>
internal sealed record ActionEnd(ActionReturned Returned, bool IsUnderStop, bool IsAsked, ActionEnding? Ending = null)
{
    /// <summary>What is asked of those below it; null while nothing is.</summary>
    public ActionIntent? Intent { get; } = Ending is null
        ? null
        : new ActionIntent(Ending.ActionIndex, StopMode.Cancel, IntentOutcome.Aborted, Ending.GraceUntil - Ending.At, Deadline: null, Command: null)
        {
            GraceUntil = Ending.GraceUntil,
        };

    /// <summary>Whether its end ends what is below a child of it. What a child has left behind that closed before ends with the root.</summary>
    public bool Covers(ActionLifetime child, bool isClosed) => Ending is not null && (!Ending.OfParentOnly || (child == ActionLifetime.Parent && !isClosed));
}
