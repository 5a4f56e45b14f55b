using Orchestration.Exploration.Invariants;

namespace Orchestration.Exploration.Reports;

/// <summary>What a walk has seen.</summary>
internal sealed class Coverage(string definition, object bounds)
{
    private readonly SortedDictionary<string, (long Committed, long Refused)> _moves = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Violation> _violations = [];

    public string Definition { get; } = definition;

    /// <summary>How far it may go, in words.</summary>
    public object Bounds { get; } = bounds;

    public int States { get; set; }

    /// <summary>Everything within the bounds was visited.</summary>
    public bool IsComplete { get; set; } = true;

    /// <summary>By word: decisions that led on, and decisions that changed nothing.</summary>
    public IReadOnlyDictionary<string, (long Committed, long Refused)> Moves => _moves;

    public long Transitions => _moves.Values.Sum(count => count.Committed);

    public long BrokenCount { get; private set; }

    /// <summary>The first of each invariant.</summary>
    public IReadOnlyCollection<Violation> Violations => _violations.Values;

    public void CountDecision(string kind, bool isCommitted)
    {
        (long committed, long refused) = _moves.GetValueOrDefault(kind);
        _moves[kind] = isCommitted ? (committed + 1, refused) : (committed, refused + 1);
    }

    public void Add(Broken broken, Func<IReadOnlyList<string>> history)
    {
        BrokenCount++;
        if (!_violations.ContainsKey(broken.Invariant))
        {
            _violations.Add(broken.Invariant, new Violation(broken.Invariant, Definition, broken.What, history()));
        }
    }
}
