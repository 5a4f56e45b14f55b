namespace Orchestration;

/// <summary>An accepted command, as its receipt tells it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Verb">What was asked for.</param>
/// <param name="Stage">The stage that it addressed, if one.</param>
/// <param name="Actor">Who asked.</param>
/// <param name="Reason">Why.</param>
/// <param name="AcceptedAt">When it was accepted.</param>
/// <param name="EffectiveAt">When its immediate effects were stored.</param>
/// <param name="SettledAt">When the scope that it addressed closed.</param>
/// <param name="Action">The action that it addressed, if one.</param>
/// <param name="SupersededBy">The command that ended what it asked for, if one did: a stop or an unpause that ends a pause.</param>
public sealed record CommandSnapshot(
    Guid Id,
    Verb Verb,
    string? Stage,
    string Actor,
    string? Reason,
    DateTimeOffset AcceptedAt,
    DateTimeOffset? EffectiveAt,
    DateTimeOffset? SettledAt,
    string? Action = null,
    Guid? SupersededBy = null);
