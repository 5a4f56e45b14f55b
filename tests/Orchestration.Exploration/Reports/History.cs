using Orchestration.Exploration.Invariants;
using Orchestration.Exploration.Moves;
using Orchestration.Exploration.Walks;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Reports;

/// <summary>Goes a way of a walk once more and writes down the commands and events.</summary>
internal sealed class History
{
    private readonly List<string> _lines = [];
    private readonly Inspector _inspector = new();
    private readonly TurnRunner _runner;
    private readonly PossibleMoves _possible;

    private History(PossibleMoves possible)
    {
        _possible = possible;
        _runner = new TurnRunner(_inspector);
    }

    public static IReadOnlyList<string> Of(Pipeline pipeline, PossibleMoves possible, IReadOnlyList<(int Parent, Edge Edge)> ways, int place, Edge last)
    {
        Stack<Edge> edges = new([last]);
        for (int at = place; at >= 0; at = ways[at].Parent)
        {
            edges.Push(ways[at].Edge);
        }

        History history = new(possible);
        World? world = history.Begin(pipeline, edges.Pop());
        while (world is not null && edges.TryPop(out Edge edge))
        {
            world = history.Go(world, edge);
        }

        return history._lines;
    }

    private World Begin(Pipeline pipeline, Edge edge)
    {
        World world = Roots.Of(pipeline, _inspector).ElementAt(edge.First);
        Write(world.IsDraining ? "Start, while the host shuts down" : "Start", Roots.EventsOf(pipeline, world.IsDraining));
        return world;
    }

    private World? Go(World world, Edge edge)
    {
        switch (edge.Step)
        {
            case Step.Wait:
                _lines.Add($"Time passes until {world.NextDue:HH:mm:ss}");
                return world with { Now = world.NextDue!.Value };
            case Step.Drain:
                _lines.Add("The host begins to shut down");
                return world with { IsDraining = true, Used = world.Used with { Drains = world.Used.Drains + 1 } };
            default:
                return GoTurn(world, edge);
        }
    }

    private World? GoTurn(World world, Edge edge)
    {
        Turn turn = edge.Step == Step.Restart ? _runner.Recover(world) : _runner.Begin(world);
        if (turn.IsRecovery || turn.Events.Length > 0)
        {
            Write(turn.IsRecovery ? "The host ends; another one takes over" : "Drive", turn.Events);
        }

        Move[] moves = _possible.In(turn);
        foreach (short place in new[] { edge.First, edge.Second })
        {
            if (place < 0)
            {
                continue;
            }

            int before = turn.Events.Length;
            Turn? next = _runner.Decide(turn, moves[place]);
            Write(moves[place].ToString(), next?.Events.Skip(before) ?? []);
            if (next?.Next is { } created && turn.Next is null)
            {
                Write("  it creates", created.Events);
            }

            turn = next ?? turn;
        }

        _lines.Add("Commit");
        return _runner.Store(turn);
    }

    private void Write(string what, IEnumerable<ExecutionEvent> events)
    {
        _lines.Add(what);
        _lines.AddRange(events.Select(happened => "    " + EventText.Of(happened)));
    }
}
