namespace Orchestration.Exploration.Walks;

/// <summary>
/// Remembers which verbs were decided in which drafts, so that no decision is inspected twice. Many ways lead to one draft; what follows
/// from it is the same.
/// </summary>
internal sealed class KnownDecisions
{
    private readonly Dictionary<UInt128, (ulong Refused, ulong Accepted)> _known = [];

    /// <param name="draft">The key of the world as drafted.</param>
    /// <param name="verb">The place of the verb among all verbs.</param>
    public bool IsRefused(UInt128 draft, int verb) => (_known.GetValueOrDefault(draft).Refused & (1UL << verb)) != 0;

    public bool IsAccepted(UInt128 draft, int verb) => (_known.GetValueOrDefault(draft).Accepted & (1UL << verb)) != 0;

    public void Add(UInt128 draft, int verb, bool isAccepted)
    {
        (ulong refused, ulong accepted) = _known.GetValueOrDefault(draft);
        ulong bit = 1UL << verb;
        _known[draft] = isAccepted ? (refused, accepted | bit) : (refused | bit, accepted);
    }
}
