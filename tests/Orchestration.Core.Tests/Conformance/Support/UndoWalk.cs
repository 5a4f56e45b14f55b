using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Lifecycles;
using Orchestration.Model;
using Orchestration.Pipelines;

namespace Orchestration.Tests.Conformance.Support;

/// <summary>
/// One random execution of a random pipeline, on decisions alone: actions end or fail in any order and register resources, rollbacks,
/// finalizers and cleaners break, hosts crash, time passes, and stops, retries and releases are sent. Its seed tells all of it.
/// </summary>
internal sealed class UndoWalk
{
    private static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Random _random;
    private readonly Draft _draft;
    private readonly Pipeline _pipeline;
    private readonly List<ExecutionEvent> _history = [];
    private DateTimeOffset _now = Beginning;
    private ExecutionState _state;
    private long _epoch = 1;
    private int _keys;

    public UndoWalk(int seed)
    {
        _random = new Random(seed);
        _pipeline = RandomPipeline.Of(_random);
        ExecutionId id = new(new Guid(seed, 0, 0, new byte[8]));
        ExecutionStarted start = new()
        {
            CommandId = id.Value,
            Actor = "caller",
            Pipeline = _pipeline.Name,
            PipelineVersion = _pipeline.Version,
            Fingerprint = _pipeline.Fingerprint,
            Labels = new Dictionary<string, string>(),
            Structure = _pipeline.Structure,
            Lineage = new Lineage(id),
        };
        _draft = Decisions.Start.Decide(id, start, _now, _epoch, isAdmitting: true, Gates.AllEnabled);
        _state = _draft.State;
        Keep();
    }

    public IReadOnlyList<ExecutionEvent> History => _history;

    public ExecutionState State => _state;

    /// <summary>How many of its rollbacks began.</summary>
    public int Rollbacks => _history.OfType<StageRollingBack>().Count(rolling => rolling.Strategy is not null);

    /// <summary>Goes on until the execution is closed and nothing more of it is asked for.</summary>
    public void Run()
    {
        for (int step = 0; step < 1_000; step++)
        {
            if (_state.IsUnfinished)
            {
                Turn(Move());
            }
            else if (!GoOn())
            {
                return;
            }
        }

        Assert.Fail("It does not end.");
    }

    private Action<Draft> Move()
    {
        int[] running = [.. Enumerable.Range(0, _state.Actions.Length).Where(index => _state.Actions[index].Status.IsInFlight())];
        int luck = _random.Next(100);
        if (luck < 2)
        {
            _epoch++;
            return draft =>
            {
                InterruptAttempt.DecideAll(draft);
                ElapseTime.Decide(draft);
            };
        }

        if (luck < 4 && !_state.Status.IsClosed())
        {
            StopMode mode = (StopMode)_random.Next(3);
            return draft => Stop.Decide(draft, new StopRequest { Mode = mode, RunFinalizers = mode == StopMode.Cancel }, TimeSpan.FromSeconds(30), By());
        }

        if (luck < 8 || (running.Length == 0 && _state.Step is null))
        {
            _now += TimeSpan.FromMinutes(3);
            return ElapseTime.Decide;
        }

        return running.Length > 0 ? OfAction(running[_random.Next(running.Length)]) : OfStep();
    }

    private Action<Draft> OfAction(int index)
    {
        int attempt = _state.Actions[index].Attempt;
        if (_random.Next(100) < 30)
        {
            string key = $"{++_keys}";
            return draft => RegisterResource.Decide(draft, index, attempt, _random.Next(2) == 0 ? "container" : "process", key, null);
        }

        Failure? failure = _random.Next(100) < 20 ? new Failure("Example.Exception", "It failed.") : null;
        return draft => CompleteAttempt.Decide(draft, index, attempt, new AttemptResult(failure));
    }

    private Action<Draft> OfStep()
    {
        long number = _state.Step!.Number;
        Failure? failure = _random.Next(100) < 20 ? new Failure("Example.Exception", "It broke.") : null;
        return draft => CleanupSteps.Returned(draft, number, failure, isCancellation: false);
    }

    /// <summary>Behind the close: a retry of what failed, or a release of what is left.</summary>
    private bool GoOn()
    {
        int luck = _random.Next(100);
        int failed = Array.FindIndex(_state.Stages, stage => stage.Status.IsRetryable());
        if (luck < 30 && failed >= 0)
        {
            RetryStageRequest request = new(_pipeline.Stages[failed]) { Mode = (StageRetryMode)_random.Next(2) };
            Turn(draft => RetryStage.Decide(draft, request, new CurrentDefinition(_pipeline.Fingerprint, _pipeline.Version), pipeline: null, By()));
        }
        else if (luck < 60)
        {
            Turn(draft => ReleaseResources.Decide(draft, new ReleaseResourcesRequest(), By()));
        }

        return luck < 60;
    }

    /// <summary>One turn of the engine: the command, and the drive of an intent. The state is what a restart would read.</summary>
    private void Turn(Action<Draft> command)
    {
        _draft.Renew(_state.Clone(), _now, _epoch, isAdmitting: true, Gates.AllEnabled, TimeLimits.Default, pipeline: null);
        command(_draft);
        DriveStop.Decide(_draft);
        _state = _draft.State;
        Keep();
    }

    private void Keep() => _history.AddRange(_draft.Events);

    private CommandBy By() => new(new Guid(_history.Count, 1, 0, new byte[8]), "somebody");
}
