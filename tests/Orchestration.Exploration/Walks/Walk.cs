using Orchestration.Exploration.Definitions;
using Orchestration.Exploration.Invariants;
using Orchestration.Exploration.Moves;
using Orchestration.Exploration.Reports;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Walks;

/// <summary>Visits every world that can be reached within the bounds once, nearest first, and tries everything that can happen in it.</summary>
internal sealed class Walk
{
    private readonly Explored _explored;
    private readonly Bounds _bounds;
    private readonly Func<bool> _isOver;
    private readonly Inspector _inspector = new();
    private readonly TurnRunner _runner;
    private readonly Dictionary<UInt128, int> _visited = [];
    private readonly Queue<(int Place, World World)> _open = [];
    private readonly List<(int Parent, Edge Edge)> _ways = [];
    private readonly ProgressGraph _progress = new();
    private readonly KnownDecisions _known = new();
    private readonly HashSet<(UInt128 World, int Accepted)> _receipts = [];
    private readonly PossibleMoves _possible;
    private readonly Coverage _coverage;

    /// <param name="explored">The definition.</param>
    /// <param name="bounds">How far to go.</param>
    /// <param name="isOver">Says when to give up before the end.</param>
    public Walk(Explored explored, Bounds bounds, Func<bool> isOver)
    {
        _explored = explored;
        _bounds = bounds;
        _isOver = isOver;
        _runner = new TurnRunner(_inspector);
        _possible = new PossibleMoves(explored.Pipeline.Structure, bounds, explored.Plan);
        _coverage = new Coverage(explored.Name, bounds);
    }

    public Coverage Run()
    {
        foreach (World root in Roots.Of(_explored.Pipeline, _inspector))
        {
            Arrive(parent: -1, new Edge(Step.Start, (short)_ways.Count), root, isProgress: false);
        }

        while (_open.TryDequeue(out (int Place, World World) next))
        {
            if (_isOver())
            {
                _coverage.IsComplete = false;
                break;
            }

            Expand(next.Place, next.World);
        }

        _coverage.States = _visited.Count;
        if (_coverage is { IsComplete: true, Violations.Count: 0 })
        {
            CheckProgress();
        }

        return _coverage;
    }

    private void Expand(int place, World world)
    {
        Turn turn = _runner.Begin(world);
        if (turn.Events.Length > 0)
        {
            Store(place, new Edge(Step.Turn), turn, "Drive", isProgress: true);
        }

        ExpandTurn(place, turn, Step.Turn);

        if (world.NextDue is { } due)
        {
            Arrive(place, new Edge(Step.Wait), world with { Now = due }, isProgress: true);
        }

        if (!world.IsDraining && world.Used.MayDrain(_bounds))
        {
            Arrive(place, new Edge(Step.Drain), world with { IsDraining = true, Used = world.Used with { Drains = world.Used.Drains + 1 } }, isProgress: false);
        }

        if (world.IsDraining || world.Used.MayCrash(_bounds))
        {
            Turn recovery = _runner.Recover(world);
            Store(place, new Edge(Step.Restart), recovery, "Restart", isProgress: world.IsDraining && !world.IsClosed);
            ExpandTurn(place, recovery, Step.Restart);
        }
    }

    private void ExpandTurn(int place, Turn begun, Step step)
    {
        Move[] moves = _possible.In(begun);
        for (int first = 0; first < moves.Length; first++)
        {
            Edge edge = new(step, (short)first);
            if (moves[first].IsWithin(_bounds, begun.Used) && Decide(place, begun, moves[first], edge, isKnown: false) is { } turn)
            {
                UInt128 drafted = Store(place, edge, turn, kind: null, moves[first].IsProgress && step == Step.Turn);
                if (!moves[first].StandsAlone && _bounds.TakesPairs)
                {
                    ExpandSecond(place, turn, drafted, moves, edge);
                }
            }
        }
    }

    private void ExpandSecond(int place, Turn turn, UInt128 drafted, Move[] moves, Edge edge)
    {
        Move first = moves[edge.First];
        for (int second = 0; second < moves.Length; second++)
        {
            Move move = moves[second];
            bool canBeKnown = second < _possible.VerbCount && turn.Next is null;
            if (move.StandsAlone || first.Excludes(move) || !move.IsWithin(_bounds, turn.Used) || (canBeKnown && _known.IsRefused(drafted, second)))
            {
                continue;
            }

            Edge longer = edge with { Second = (short)second };
            Turn? next = Decide(place, turn, move, longer, canBeKnown && _known.IsAccepted(drafted, second));
            if (canBeKnown)
            {
                _known.Add(drafted, second, next is not null);
            }

            if (next is not null)
            {
                Store(place, longer, next, kind: null, isProgress: false);
            }
        }
    }

    private Turn? Decide(int place, Turn turn, Move move, Edge edge, bool isKnown)
    {
        Turn? next = _runner.Decide(turn, move, isKnown);
        _coverage.CountDecision(move.Kind, isCommitted: next is not null);
        if (!_inspector.HasBroken)
        {
            return next;
        }

        Report(place, edge);
        return null;
    }

    private UInt128 Store(int place, Edge edge, Turn turn, string? kind, bool isProgress)
    {
        if (kind is not null)
        {
            _coverage.CountDecision(kind, isCommitted: true);
        }

        World drafted = Commit.Of(turn, turn.State, turn.Next?.State);
        UInt128 key = WorldKey.Of(drafted);
        _inspector.Commit(turn, drafted);
        if (_receipts.Add((key, AcceptedIn(drafted))))
        {
            _inspector.Receipts(turn, drafted);
        }

        if (_visited.TryGetValue(key, out int known) && !_inspector.HasBroken)
        {
            _progress.Add(place, known, isProgress);
        }
        else if (_inspector.HasBroken || _runner.Store(turn) is not { } world || _inspector.HasBroken)
        {
            Report(place, edge);
        }
        else
        {
            Arrive(place, edge, world, isProgress);
        }

        return key;
    }

    private static int AcceptedIn(World world)
    {
        HashCode hash = default;
        foreach (Sent sent in world.Accepted)
        {
            hash.Add(sent.Move);
        }

        return hash.ToHashCode();
    }

    private void Arrive(int parent, Edge edge, World world, bool isProgress)
    {
        UInt128 key = WorldKey.Of(world);
        if (_visited.TryGetValue(key, out int known))
        {
            _progress.Add(parent, known, isProgress);
            return;
        }

        _inspector.World(world);
        if (_inspector.HasBroken)
        {
            Report(parent, edge);
            return;
        }

        int place = _ways.Count;
        _visited.Add(key, place);
        _ways.Add((parent, edge));
        _progress.AddWorld(!world.IsClosed);
        _progress.Add(parent, place, isProgress);
        _open.Enqueue((place, world));
    }

    private void Report(int place, Edge edge)
    {
        foreach (Broken broken in _inspector.Take())
        {
            _coverage.Add(broken, () => History.Of(_explored.Pipeline, _possible, _ways, place, edge));
        }
    }

    private void CheckProgress()
    {
        if (_progress.FindStuck() is { } stuck)
        {
            _coverage.Add(
                new Broken("AlwaysCloses", stuck.What), () => History.Of(_explored.Pipeline, _possible, _ways, _ways[stuck.Place].Parent, _ways[stuck.Place].Edge));
        }
    }
}
