using Orchestration.Exploration.Invariants;
using Orchestration.Exploration.Pipelines.Commands;
using Orchestration.Exploration.Pipelines.Definitions;
using Orchestration.Exploration.Pipelines.Worlds;
using Orchestration.Exploration.Reports;
using Orchestration.Exploration.Walks;

namespace Orchestration.Exploration.Pipelines.Walks;

/// <summary>Visits every world of several executions that can be reached within the bounds once, nearest first, and tries everything that can happen in it.</summary>
internal sealed class PipelineWalk
{
    private readonly Pipeline _pipeline;
    private readonly PipelineBounds _bounds;
    private readonly Func<bool> _isOver;
    private readonly Inspector _inspector = new();
    private readonly ScopeInspector _scopeInspector;
    private readonly ScopeRunner _runner;
    private readonly Dictionary<UInt128, int> _visited = [];
    private readonly Queue<(int Place, PipelineWorld World)> _open = [];
    private readonly List<(int Parent, PipelineStep Step)> _ways = [];
    private readonly ProgressGraph _progress = new();
    private readonly Coverage _coverage;

    /// <param name="pipeline">The definition.</param>
    /// <param name="bounds">How far to go.</param>
    /// <param name="isOver">Says when to give up before the end.</param>
    public PipelineWalk(Pipeline pipeline, PipelineBounds bounds, Func<bool> isOver)
    {
        _pipeline = pipeline;
        _bounds = bounds;
        _isOver = isOver;
        _scopeInspector = new ScopeInspector(_inspector);
        _runner = new ScopeRunner(_inspector);
        _coverage = new Coverage(pipeline.Name, bounds);
    }

    public Coverage Run()
    {
        Arrive(parent: -1, new PipelineStep(StepKind.Begin), Beginning.Of(_pipeline), isProgress: false);
        while (_open.TryDequeue(out (int Place, PipelineWorld World) next))
        {
            if (_isOver())
            {
                _coverage.IsComplete = false;
                break;
            }

            Expand(next.Place, next.World);
        }

        _coverage.States = _visited.Count;
        if (_coverage is { IsComplete: true, Violations.Count: 0 } && _progress.FindStuck() is { } stuck)
        {
            (int parent, PipelineStep step) = _ways[stuck.Place];
            _coverage.Add(new Broken("AlwaysCloses", stuck.What), () => PipelineHistory.Of(_pipeline, _ways, parent, step));
        }

        return _coverage;
    }

    private void Expand(int place, PipelineWorld world)
    {
        foreach (PipelineStep step in PossibleSteps.Of(world, _bounds))
        {
            Take(place, world, step);
        }

        foreach (Command first in PossibleCommands.Of(world, _bounds))
        {
            PipelineStep step = new(StepKind.Turn, first);
            if (Take(place, world, step) is { HasClosed: false } turn && _bounds.TakesPairs)
            {
                TakePairs(place, world, turn, step);
            }
        }
    }

    /// <summary>The second command is one that was possible before the first.</summary>
    private void TakePairs(int place, PipelineWorld world, ScopeTurn turn, PipelineStep step)
    {
        foreach (Command second in PossibleCommands.Of(turn.World, _bounds))
        {
            bool isAllowed = second.Spends is not { } trouble || _bounds.Allows(trouble, Spend(turn.World, step.First).Spent);
            if (isAllowed && !second.IsSameAs(step.First!))
            {
                Take(place, world, step with { Second = second });
            }
        }
    }

    /// <summary>Takes a step; its turn, if it had one that changed something.</summary>
    private ScopeTurn? Take(int place, PipelineWorld world, PipelineStep step)
    {
        if (step.Kind is StepKind.Wait or StepKind.Drain)
        {
            Arrive(place, step, PossibleSteps.Pass(world, step), step.IsProgress);
            return null;
        }

        ScopeTurn? turn = _runner.Run(world, step);
        bool isChanged = turn is not null && (turn.HasEvents || step.Kind == StepKind.Restart);
        _coverage.CountDecision(step.Word, isChanged);
        if (isChanged && !_inspector.HasBroken)
        {
            bool isProgress = step.Kind == StepKind.Restart ? world.IsDraining && step.Missing < 0 && !world.IsSettled : step.IsProgress;
            Store(place, step, turn!, isProgress);
        }

        Report(place, step);
        return isChanged ? turn : null;
    }

    private void Store(int place, PipelineStep step, ScopeTurn turn, bool isProgress)
    {
        PipelineWorld drafted = Spend(Spend(ScopeCommit.Of(turn, ScopeRunner.Commit(turn), one => one.Draft.State), step.First), step.Second);
        _scopeInspector.Commit(turn, drafted);
        if (_inspector.HasBroken)
        {
            return;
        }

        if (_visited.TryGetValue(PipelineKey.Of(drafted, _bounds), out int known))
        {
            _progress.Add(place, known, isProgress);
        }
        else if (_runner.Store(turn, drafted) is { } world && !_inspector.HasBroken)
        {
            Arrive(place, step, world, isProgress);
        }
    }

    private static PipelineWorld Spend(PipelineWorld world, Command? command) =>
        command?.Spends is { } trouble ? world with { Spent = world.Spent.With(trouble) } : world;

    private void Arrive(int parent, PipelineStep step, PipelineWorld world, bool isProgress)
    {
        UInt128 key = PipelineKey.Of(world, _bounds);
        if (_visited.TryGetValue(key, out int known))
        {
            _progress.Add(parent, known, isProgress);
            return;
        }

        _scopeInspector.World(world);
        if (_inspector.HasBroken)
        {
            Report(parent, step);
            return;
        }

        int place = _ways.Count;
        _visited.Add(key, place);
        _ways.Add((parent, step));
        _progress.AddWorld(!world.IsSettled);
        if (parent >= 0)
        {
            _progress.Add(parent, place, isProgress);
        }

        _open.Enqueue((place, world));
    }

    private void Report(int place, PipelineStep step)
    {
        foreach (Broken broken in _inspector.Take())
        {
            _coverage.Add(broken, () => PipelineHistory.Of(_pipeline, _ways, place, step));
        }
    }
}
