using System.Globalization;
using Orchestration.Decisions;
using Orchestration.Exploration.Definitions;
using Orchestration.Exploration.Invariants;
using Orchestration.Exploration.Moves;
using Orchestration.Exploration.Pipelines.Commands;
using Orchestration.Exploration.Pipelines.Worlds;
using Orchestration.Exploration.Reports;

namespace Orchestration.Exploration.Pipelines.Walks;

/// <summary>One way through a full queue: who comes too many is refused, at the first gate alone; who leaves makes room; all close in their order.</summary>
internal sealed class QueueLimitWalk : IExplored
{
    private readonly Inspector _inspector = new();
    private readonly Coverage _coverage;
    private PipelineWorld _world;

    public QueueLimitWalk()
    {
        Pipeline pipeline = Pipeline.Define(Name, pipeline =>
        {
            pipeline.Mode(ExecutionMode.Queue);
            pipeline.Stage("one").Action("a", (_, _) => Task.FromResult(0));
            pipeline.Stage("two").Action("b", (_, _) => Task.FromResult(0));
        });
        _world = Beginning.Of(pipeline);
        _coverage = new Coverage(Name, "one way");
    }

    public string Name => "queue-limit";

    public Coverage Walk(int deeper, Func<bool> isOver)
    {
        Expect(Start.MaxWaiting + 1, Fill());
        Take(Member(10, new StopMove(StopMode.Wait)));
        Expect(1, Fill());
        Take(Member(0, Complete(0)));
        Take(new GateCommand("two", Enables: false));
        Expect(1, Fill());
        for (int place = 0; place < _world.Members.Length; place++)
        {
            Finish(place, action: 0);
        }

        // All of them wait at the inner gate, and one is in the stage.
        Expect(0, Fill());
        Take(new GateCommand("two", Enables: true));
        for (int place = 0; place < _world.Members.Length; place++)
        {
            Finish(place, action: 1);
        }

        int open = _world.Members.Count(member => !member.IsClosed);
        Expect(0, open);
        return _coverage;
    }

    /// <summary>Starts executions until one is refused; how many were not.</summary>
    private int Fill()
    {
        int count = 0;
        while (count <= Start.MaxWaiting * 2 && Take(new StartCommand()))
        {
            count++;
        }

        return count;
    }

    /// <summary>Whoever comes first is in the stage; nobody else can be completed.</summary>
    private void Finish(int place, int action)
    {
        Member member = _world.Members[place];
        if (!member.IsClosed && member.State.Actions[action].Status != ActionStatus.Succeeded)
        {
            Expect((int)ActionStatus.Running, (int)member.State.Actions[action].Status);
            Take(Member(place, Complete(action)));
        }
    }

    private static MemberCommand Member(int place, Move move) => new(place, move);

    private static CompleteMove Complete(int action) => new(action, Attempt: 1, Ending.Success, IsOrphan: false);

    private bool Take(Command command)
    {
        PipelineStep step = new(StepKind.Turn, command);
        ScopeRunner runner = new(_inspector);
        ScopeTurn? turn = runner.Run(_world, step);
        bool isChanged = turn is { HasEvents: true };
        _coverage.CountDecision(step.Word, isChanged);
        if (isChanged)
        {
            ScopeInspector inspector = new(_inspector);
            PipelineWorld drafted = ScopeCommit.Of(turn!, ScopeRunner.Commit(turn!), one => one.Draft.State);
            inspector.Commit(turn!, drafted);
            _world = runner.Store(turn!, drafted) ?? drafted;
            inspector.World(_world);
            _coverage.States++;
        }

        foreach (Broken broken in _inspector.Take())
        {
            _coverage.Add(broken, () => [step.ToString()]);
        }

        return isChanged;
    }

    private void Expect(int expected, int actual)
    {
        if (expected != actual)
        {
            string what = string.Create(CultureInfo.InvariantCulture, $"it is {actual} instead of {expected} with {_world.Members.Length} started executions.");
            _coverage.Add(new Broken("QueueIsLimited", what), () => []);
        }
    }
}
