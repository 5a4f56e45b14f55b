using Orchestration.Model;

namespace Orchestration.Executions;

/// <summary>What one action was asked to end for: the maximum, part by part, of all that was accepted for it alone.</summary>
/// <param name="ActionIndex">The action.</param>
/// <param name="Mode">What happens to its code.</param>
/// <param name="Outcome">How it closes.</param>
/// <param name="Grace">How long its code has to return once it is signalled.</param>
/// <param name="Deadline">When waiting turns into cancelling, if ever.</param>
/// <param name="Command">The command in force; null where a time limit has passed.</param>
internal sealed record ActionIntent(int ActionIndex, StopMode Mode, IntentOutcome Outcome, TimeSpan Grace, DateTimeOffset? Deadline, AcceptedCommand? Command)
{
    /// <summary>When its code is closed without; null before it is signalled.</summary>
    public DateTimeOffset? GraceUntil { get; init; }

    /// <summary>What an abort counts as.</summary>
    public AbortResolution Resolution { get; init; }

    /// <summary>Only the attempt's own limit has passed: a strategy may retry.</summary>
    public bool MayRetry { get; init; }

    /// <summary>Why what it closes is closed.</summary>
    public ReasonCode ReasonCode => Outcome switch
    {
        IntentOutcome.Aborted when Command is { } command => command.Verb == Verb.Cancel ? ReasonCode.CancelRequested : ReasonCode.AbortRequested,
        IntentOutcome.Failed => ReasonCode.MarkedFailed,
        _ => ReasonCode.ParentEnded,
    };

    /// <summary>Who asked, and why, as events of children tell it; null where nobody did.</summary>
    public CommandReference? Reference => Command is null ? null : new CommandReference(Command.CallerId, Command.Actor, Command.Reason);

    /// <summary>What running code is told.</summary>
    public StopReason StopReason => new(
        Outcome switch
        {
            IntentOutcome.Aborted when Command is null => StopReasonKind.ParentEnded,
            IntentOutcome.Aborted when Command.Verb == Verb.Cancel => StopReasonKind.Cancelled,
            IntentOutcome.Aborted => StopReasonKind.Abort,
            IntentOutcome.Failed => StopReasonKind.MarkedFailed,
            _ => StopReasonKind.Expired,
        },
        Command?.Actor ?? Caller.SystemActor,
        Command?.Reason);

    /// <summary>Of two that reach an action from above: the stronger mode, and the stronger outcome with the words of who asked for that; the nearer one where they are equal.</summary>
    public static ActionIntent? Stronger(ActionIntent? nearer, ActionIntent? farther)
    {
        if (nearer is null || farther is null)
        {
            return nearer ?? farther;
        }
        ActionIntent stronger = farther.Outcome > nearer.Outcome ? farther : nearer;
        return stronger with { Mode = farther.Mode > nearer.Mode ? farther.Mode : nearer.Mode };
    }

    /// <summary>The intent after another one was accepted over it.</summary>
    /// <param name="current">The one in force.</param>
    /// <param name="next">The other one.</param>
    /// <param name="at">When it was accepted. It may shorten a grace that has begun, never extend it.</param>
    public static ActionIntent Raise(ActionIntent? current, ActionIntent next, DateTimeOffset at) => current is null
        ? next
        : new ActionIntent(
            next.ActionIndex,
            next.Mode > current.Mode ? next.Mode : current.Mode,
            next.Outcome > current.Outcome ? next.Outcome : current.Outcome,
            next.Mode >= current.Mode && next.Grace < current.Grace || next.Mode > current.Mode ? next.Grace : current.Grace,
            current.Deadline is null || next.Deadline < current.Deadline ? next.Deadline : current.Deadline,
            next.Outcome >= current.Outcome ? next.Command ?? current.Command : current.Command)
        {
            GraceUntil = next.Mode == StopMode.Cancel && at + next.Grace < current.GraceUntil ? at + next.Grace : current.GraceUntil,
            Resolution = next.Outcome >= current.Outcome ? next.Resolution : current.Resolution,
            MayRetry = current.MayRetry && next.MayRetry,
        };
}
