using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Invariants;

/// <summary>Asks every invariant, and keeps what is broken until it is taken.</summary>
internal sealed class Inspector
{
    public const string NeverThrows = nameof(NeverThrows);

    private readonly List<Broken> _broken = [];

    public bool HasBroken => _broken.Count > 0;

    public Broken[] Take()
    {
        Broken[] broken = [.. _broken];
        _broken.Clear();
        return broken;
    }

    public void Report(string invariant, string what) => _broken.Add(new Broken(invariant, what));

    public void Decision(DecisionStep step)
    {
        foreach (IDecisionInvariant invariant in InvariantSet.OfDecisions)
        {
            Add(invariant, invariant.Check(step), suffix: null);
        }
    }

    /// <summary>Replays events one by one; the last state must be the one that the draft has.</summary>
    public void Events(World world, ExecutionState before, IReadOnlyList<ExecutionEvent> events, ExecutionState after)
    {
        ExecutionState current = before;
        foreach (ExecutionEvent happened in events)
        {
            ExecutionState next = current.Clone();
            Apply.To(next, happened);
            EventStep step = new(world, current, happened, next);
            foreach (IEventInvariant invariant in InvariantSet.OfEvents)
            {
                Add(invariant, invariant.Check(step), happened);
            }

            current = next;
        }

        if (StateComparison.Difference(current, after) is { } difference)
        {
            Report(ReplayEqualsState.Name, $"the state changed beside its events: {difference}");
        }
    }

    public void Commit(Turn turn, World after)
    {
        foreach (ICommitInvariant invariant in InvariantSet.OfCommits)
        {
            Add(invariant, invariant.Check(turn, after), suffix: null);
        }
    }

    /// <summary>Depends on nothing but the world and on which commands it has accepted.</summary>
    public void Receipts(Turn turn, World after)
    {
        foreach (ICommitInvariant invariant in InvariantSet.OfReceipts)
        {
            Add(invariant, invariant.Check(turn, after), suffix: null);
        }
    }

    public void World(World world)
    {
        foreach (IWorldInvariant invariant in InvariantSet.OfWorlds)
        {
            Add(invariant, invariant.Check(world), suffix: null);
        }
    }

    private void Add(IInvariant invariant, string? what, ExecutionEvent? suffix)
    {
        if (what is not null)
        {
            Report(invariant.GetType().Name, suffix is null ? what : $"{suffix.GetType().Name} {suffix.Sequence}: {what}");
        }
    }
}
