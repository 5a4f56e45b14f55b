namespace Orchestration;

/// <summary>What a scope was asked to end for, as far as it has got: the maximum, part by part, of all that was accepted.</summary>
/// <param name="Mode">What happens to code in flight.</param>
/// <param name="Outcome">How the scope closes.</param>
/// <param name="Stage">The addressed stage, while only stages were; null for the whole execution, or one action.</param>
/// <param name="GraceUntil">When signalled code is closed without, in UTC; null before it is signalled.</param>
/// <param name="Deadline">When waiting turns into cancelling, in UTC; null for never.</param>
/// <param name="CommandId">The command in force; null where a time limit or a failure strategy asks for it.</param>
/// <param name="Actor">Who sent it, or <c>system</c>.</param>
/// <param name="Reason">Why, in their words.</param>
public sealed record IntentSnapshot(
    StopMode Mode,
    IntentOutcome Outcome,
    string? Stage,
    DateTimeOffset? GraceUntil,
    DateTimeOffset? Deadline,
    Guid? CommandId,
    string Actor,
    string? Reason);
