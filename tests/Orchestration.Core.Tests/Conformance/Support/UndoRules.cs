namespace Orchestration.Tests.Conformance.Support;

/// <summary>
/// What holds for the end of every history: one rollback, finalizer or cleaner at a time; a succeeded action is undone at most once, the
/// last completed first in its stage, the last stage first; what is released stays so; rollback, finalizers, releases and close have this order.
/// </summary>
internal sealed class UndoRules
{
    private readonly List<(string Stage, string Action, long Closed)> _succeeded = [];
    private readonly HashSet<string> _undone = [];
    private readonly HashSet<string> _there = [];
    private readonly HashSet<string> _finalized = [];
    private readonly List<int> _stages = [];
    private readonly string _story;
    private readonly HashSet<string> _triedInRollback = [];
    private ExecutionEvent? _running;
    private StageRollingBack? _rollback;
    private long _lastUndone = long.MaxValue;
    private bool _isFinishing;
    private bool _isReleasing;
    private bool _isStopped;

    private UndoRules(string story) => _story = story;

    public static void Check(IReadOnlyList<ExecutionEvent> history)
    {
        UndoRules rules = new(string.Join(Environment.NewLine, history.Select(HistoryRules.Tell)));
        foreach (ExecutionEvent happened in history)
        {
            rules.Read(happened);
        }
    }

    private void Read(ExecutionEvent happened)
    {
        switch (happened)
        {
            case ActionClosed { Status: ActionStatus.Succeeded } e:
                _succeeded.Add((e.Stage, e.Action, e.Sequence));
                break;
            case StageRetryRequested e:
                Reopen(e);
                break;
            case StopRequested or StopDecided:
                _isStopped = true;
                break;
            case ResourceRegistered e:
                _there.Add($"{e.Kind} {e.Key}");
                break;
            case StageRollingBack e:
                BeginStage(e);
                break;
            case RollbackStarted e:
                Begin(e, e);
                break;
            case RollbackEnded e:
                End<RollbackStarted>(e, started => (started.Stage, started.Action) == (e.Stage, e.Action));
                Require(_undone.Add($"{e.Stage}/{e.Action}"), e, "an action is rolled back at most once");
                break;
            case StageRolledBack { Failure: null } e:
                Require(_rollback?.Stage == e.Stage && _running is null, e, "a stage is rolled back once nothing of it runs");
                break;
            case FinalizingStarted e:
                Require(_running is null, e, "finalizing begins once nothing else runs");
                _isFinishing = true;
                _isReleasing = false;
                _rollback = null;
                break;
            case FinalizerStarted e:
                Begin(e);
                Require(_isFinishing && !_isReleasing && !_finalized.Contains(e.Finalizer), e, "a finalizer runs once, between rollback and release");
                break;
            case FinalizerEnded e:
                End<FinalizerStarted>(e, started => started.Index == e.Index);
                _finalized.Add(e.Finalizer);
                break;
            default:
                ReadRelease(happened);
                break;
        }
    }

    private void ReadRelease(ExecutionEvent happened)
    {
        switch (happened)
        {
            case ReleaseStarted e:
                Begin(e);
                Require(_there.Contains($"{e.Kind} {e.Key}"), e, "only what is there is released");
                Require(_rollback is null || !_triedInRollback.Contains($"{e.Kind} {e.Key}"), e, "a rollback tries each release once");
                _isReleasing = true;
                break;
            case ReleaseEnded e:
                End<ReleaseStarted>(e, started => (started.Kind, started.Key) == (e.Kind, e.Key));
                if (e.Failure is null)
                {
                    _there.Remove($"{e.Kind} {e.Key}");
                }

                _triedInRollback.Add($"{e.Kind} {e.Key}");
                break;
            case ExecutionClosed e:
                Require(_running is null, e, "an execution closes once nothing of it runs");
                _rollback = null;
                _isFinishing = false;
                break;
            default:
                break;
        }
    }

    private void BeginStage(StageRollingBack e)
    {
        Require(_running is null && !_isFinishing && !_isStopped, e, "a rollback begins before the end, and not under a stop");
        if (e.Strategy is not null)
        {
            _stages.Clear();
            _triedInRollback.Clear();
        }

        Require(_stages.Count == 0 || e.StageIndex < _stages[^1], e, "stages are rolled back last first");
        _stages.Add(e.StageIndex);
        _rollback = e;
        _lastUndone = long.MaxValue;
        _isReleasing = false;
    }

    private void Begin(ExecutionEvent e, RollbackStarted? undo = null)
    {
        bool isRepeated = _running is not null && _running.GetType() == e.GetType() && EpochOf(_running) < EpochOf(e);
        Require(_running is null || isRepeated, e, "one thing runs at a time, and only what a crash cut off begins again");
        bool runs = !_isStopped || _isFinishing || isRepeated || (_rollback is null && e is ReleaseStarted);
        Require(runs, e, "nothing of a rollback starts under a stop");
        _running = e;
        if (undo is null)
        {
            return;
        }

        (_, _, long closed) = _succeeded.LastOrDefault(one => (one.Stage, one.Action) == (undo.Stage, undo.Action));
        Require(closed > 0 && _rollback?.Stage == undo.Stage, undo, "only what succeeded is rolled back, in its stage");
        Require(!_isReleasing, undo, "a stage's resources are released behind its rollbacks");
        Require(isRepeated ? closed == _lastUndone : closed < _lastUndone, undo, "the last completed is rolled back first");
        Require(!_undone.Contains($"{undo.Stage}/{undo.Action}"), undo, "an action is rolled back at most once");
        _lastUndone = closed;
    }

    private void End<T>(ExecutionEvent e, Predicate<T> same)
        where T : ExecutionEvent
    {
        Require(_running is T started && same(started), e, "what ends is what runs");
        _running = null;
    }

    private void Reopen(StageRetryRequested e)
    {
        _finalized.Clear();
        _undone.RemoveWhere(name => name.StartsWith(e.Stage + "/", StringComparison.Ordinal));
        _isStopped = false;
    }

    private static long EpochOf(ExecutionEvent e) => e switch
    {
        RollbackStarted started => started.Epoch,
        FinalizerStarted started => started.Epoch,
        ReleaseStarted started => started.Epoch,
        _ => 0,
    };

    private void Require(bool holds, ExecutionEvent at, string rule) =>
        Assert.True(holds, $"{rule}, but not at {HistoryRules.Tell(at)} in{Environment.NewLine}{_story}");
}
