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

    /// <summary>How the execution closes was decided before: it only ends the waiting for the children of a root that has returned.</summary>
    public bool OnlyEndsWaiting { get; init; }

    /// <summary>Finalizers run at its end.</summary>
    public bool RunsFinalizers { get; init; }

    /// <summary>The intent after another one was accepted over it, or the first one.</summary>
    public static Intent Raise(Intent? current, Intent next) => current is null ? next : new Intent(
        next.Mode > current.Mode ? next.Mode : current.Mode,
        next.Outcome > current.Outcome ? next.Outcome : current.Outcome,
        current.Stage is not null ? next.Stage : null,
        CombineGrace(current, next),
        Earlier(next.Deadline, current.Deadline),
        next.Command.CallerId is null && next.Outcome <= current.Outcome ? current.Command : next.Command)
    {
        GraceUntil = current.GraceUntil,
        RunsFinalizers = current.RunsFinalizers || next.RunsFinalizers,
        OnlyEndsWaiting = current.OnlyEndsWaiting,
    };

    public ReasonCode ReasonCode => Outcome switch
    {
        IntentOutcome.Expired => ReasonCode.TimeLimit,
        IntentOutcome.Aborted => Command.CallerId is null ? ReasonCode.AbortedByStrategy : ReasonCode.AbortRequested,
        _ => ReasonCode.StopRequested,
    };

    /// <summary>What running code is told.</summary>
    public StopReason StopReason { get; } = new(
        Outcome switch
        {
            IntentOutcome.Expired => StopReasonKind.Expired,
            IntentOutcome.Aborted => StopReasonKind.Abort,
            _ => StopReasonKind.Stop,
        },
        Command.Actor,
        Command.Reason);

    /// <summary>
    /// The grace counts where something is signalled: a raised mode brings its own, a request that waits leaves it, and of two
    /// the shorter one holds.
    /// </summary>
    private static TimeSpan CombineGrace(Intent current, Intent request)
    {
        if (request.Mode > current.Mode || current is { Mode: StopMode.Wait, Deadline: null })
        {
            return request.Grace;
        }

        bool counts = request.Mode == current.Mode && request is not { Mode: StopMode.Wait, Deadline: null };
        return counts && request.Grace < current.Grace ? request.Grace : current.Grace;
    }

    /// <summary>A later command may shorten the waiting, never extend it.</summary>
    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => other is null || one < other ? one : other;
}
