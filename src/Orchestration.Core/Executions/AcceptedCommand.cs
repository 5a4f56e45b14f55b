using Orchestration.Definitions;

namespace Orchestration.Executions;

/// <summary>A command that this execution accepted: what its receipt is made from.</summary>
/// <param name="Id">The command's id.</param>
/// <param name="Verb">What was asked for.</param>
/// <param name="Stage">The addressed stage, if one was.</param>
/// <param name="Actor">Who asked.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When it was accepted.</param>
/// <param name="Sequence">The event that accepted it.</param>
/// <param name="Content">Everything that was asked for, to tell a repetition from another command with the same id.</param>
/// <param name="EffectiveAt">When its immediate effects were decided.</param>
/// <param name="Settled">How the scope that it addressed closed; null while it is open.</param>
/// <param name="Action">The addressed action, if one was.</param>
/// <param name="SupersededBy">The command that ended what it asked for, if one did.</param>
internal sealed record AcceptedCommand(
    Guid Id,
    Verb Verb,
    string? Stage,
    string Actor,
    string? Reason,
    DateTimeOffset At,
    long Sequence,
    string Content,
    DateTimeOffset? EffectiveAt = null,
    SettledScope? Settled = null,
    string? Action = null,
    Guid? SupersededBy = null)
{
    /// <summary>What the events that it causes refer to; nothing where the engine itself asked.</summary>
    public CommandReference? Reference { get; } = Id == Guid.Empty ? null : new(Id, Actor);

    /// <summary>Who asked for what, in a refusal's words.</summary>
    public string Asked => Verb == Verb.Cancel ? $"{Actor} has cancelled it"
        : CallerId is null ? "a time limit has passed, a failure strategy aborts it, or what has started it ends"
        : $"{Actor} already asked for {Verb}";

    /// <summary>It was sent for this action, for one above it, or for its stage.</summary>
    public bool Addresses(ActionStructure action) => Stage == action.Stage.Name
        && (Action is null || Action == action.Name || (action.IsChild && action.Name.StartsWith($"{Action}/", StringComparison.Ordinal)));

    /// <summary>Its id, or nothing where the engine itself asked.</summary>
    public Guid? CallerId => Id == Guid.Empty ? null : Id;
}
