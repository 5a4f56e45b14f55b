namespace Orchestration.Executions;

/// <summary>The stop in force: the maximum, part by part, of all that were accepted.</summary>
/// <param name="Mode">What happens to actions in flight.</param>
/// <param name="Outcome">How the scope closes.</param>
/// <param name="Stage">The addressed stage while only stages were; null once the whole execution was.</param>
/// <param name="Grace">How long signalled actions have to return.</param>
/// <param name="Deadline">When waiting turns into cancelling, if ever.</param>
/// <param name="Command">The newest accepted command; what closes by the intent names it.</param>
internal sealed record Intent(StopMode Mode, IntentOutcome Outcome, string? Stage, TimeSpan Grace, DateTimeOffset? Deadline, AcceptedCommand Command)
{
    /// <summary>Its immediate effects are decided.</summary>
    public bool IsEffective { get; init; }

    /// <summary>When signalled actions that have not returned are abandoned.</summary>
    public DateTimeOffset? GraceUntil { get; init; }

    /// <summary>The intent after another request was accepted over it, or the first one.</summary>
    public static Intent Raise(Intent? current, StopRequested request, AcceptedCommand command) => new(
        current is null || request.Mode > current.Mode ? request.Mode : current.Mode,
        current is null || request.Outcome > current.Outcome ? request.Outcome : current.Outcome,
        current is null || current.Stage is not null ? request.Stage : null,
        request.Grace,
        Earlier(request.Deadline, current?.Deadline),
        command)
    {
        GraceUntil = current?.GraceUntil,
    };

    /// <summary>A later command may bring the deadline forward, never put it off.</summary>
    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => other is null || one < other ? one : other;

    public ReasonCode ReasonCode => Outcome == IntentOutcome.Aborted ? ReasonCode.AbortRequested : ReasonCode.StopRequested;

    /// <summary>What running code is told.</summary>
    public StopReason StopReason { get; } = new(Outcome == IntentOutcome.Aborted ? StopReasonKind.Abort : StopReasonKind.Stop, Command.Actor, Command.Reason);
}
