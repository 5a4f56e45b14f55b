using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

/// <summary>The code of an attempt starts a child, and may cancel it in the same breath.</summary>
/// <param name="Parent">The action whose code it is.</param>
/// <param name="Attempt">Its attempt.</param>
/// <param name="Ordinal">Which start of that attempt it is.</param>
/// <param name="Child">The child.</param>
/// <param name="IsCancelled">It is cancelled before its start is decided.</param>
/// <param name="IsProbe">It changes nothing: the start is refused, or repeated.</param>
internal sealed record StartChildMove(int Parent, int Attempt, int Ordinal, PlannedChild Child, bool IsCancelled = false, bool IsProbe = false) : Move
{
    public const string Output = "System.Int32";
    public const string Reason = "the other one won";

    public override string Kind => IsProbe ? "StartAgain" : "StartChild";

    public override bool StandsAlone => IsProbe;

    public override Decided Decide(Draft draft, World world, CommandBy by) => Decide(draft, out _);

    /// <param name="draft">The execution.</param>
    /// <param name="node">The index of the child, if it is accepted.</param>
    public Decided Decide(Draft draft, out int node)
    {
        ChildStart start = new(Parent, Attempt, Ordinal, Child.Key, Child.Key, "delegate", Input: null, Output, Child.Options);
        return StartChild.Decide(draft, start, IsCancelled, Reason, out node) is { } refusal ? new Decided(refusal) : new Decided(Verdict.NoEffect);
    }

    public override bool Excludes(Move later) => later is StartChildMove other && other.Parent == Parent;

    public override string ToString() =>
        $"attempt {Attempt} of action {Parent} starts {Child.Path} as number {Ordinal}{(IsCancelled ? " and cancels it" : string.Empty)}";
}
