namespace Orchestration.Tests.Conformance.Support;

/// <summary>What holds for every history, whatever raced: nothing starts under an intent, and everything closes once, children first.</summary>
internal sealed class HistoryRules
{
    private readonly HashSet<string> _openActions = [];
    private readonly HashSet<string> _running = [];
    private readonly HashSet<string> _closedActions = [];
    private readonly Dictionary<string, StageStatus> _closedStages = [];
    private readonly HashSet<(string, int)> _orphans = [];
    private readonly Dictionary<string, int> _attempts = [];
    private readonly string _story;
    private string[] _names = [];
    private string _stage = string.Empty;
    private bool _stopping;
    private bool _closed;
    private long _sequence;

    private HistoryRules(string story) => _story = story;

    public static void Check(IReadOnlyList<ExecutionEvent> history)
    {
        HistoryRules rules = new(string.Join(Environment.NewLine, history.Select(Tell)));
        foreach (ExecutionEvent happened in history)
        {
            rules.Require(happened.Sequence == ++rules._sequence, happened, "sequences have no gap");
            rules.Read(happened);
        }
    }

    /// <summary>One event in one line.</summary>
    public static string Tell(ExecutionEvent happened) => happened switch
    {
        ActionClosed e => $"{e.Sequence} {e.Stage}/{e.Action} {e.Status} ({e.Reason})",
        ActionEvent e => $"{e.Sequence} {e.Stage}/{e.Action} {e.GetType().Name}",
        StageClosed e => $"{e.Sequence} {e.Stage} {e.Status} ({e.Reason})",
        StageEvent e => $"{e.Sequence} {e.Stage} {e.GetType().Name}",
        ExecutionClosed e => $"{e.Sequence} {e.Status} ({e.Reason})",
        StopRequested e => $"{e.Sequence} {e.Verb} {e.Mode} requested",
        _ => $"{happened.Sequence} {happened.GetType().Name}",
    };

    private void Read(ExecutionEvent happened)
    {
        switch (happened)
        {
            case OrphanReturned e:
                Require(_orphans.Remove((Name(e), e.Attempt)), e, "an orphan returns once");
                break;
            case ResourceRegistered or ExecutionContinued:
                break;
            case StageRetryRequested e:
                Retry(e);
                break;
            default:
                Require(!_closed, happened, "closed is final");
                ReadOpen(happened);
                break;
        }
    }

    private void ReadOpen(ExecutionEvent happened)
    {
        switch (happened)
        {
            case ExecutionStarted e:
                _names = [.. e.Structure.Actions.Select(action => $"{action.Stage.Name}/{action.Name}")];
                break;
            case StopRequested:
                _stopping = true;
                break;
            case StageWaiting or StageEntered:
                Require(!_stopping, happened, "no stage is entered under an intent");
                _stage = ((StageEvent)happened).Stage;
                break;
            case ActionWaiting e:
                Require(!_stopping, e, "nothing is asked under an intent");
                _openActions.Add(Name(e));
                break;
            case ActionStarted e:
                Start(e);
                break;
            case AttemptLost e:
                Require(_running.Remove(Name(e)), e, "only a running attempt is lost");
                break;
            case ActionClosed e:
                Close(e, e.Status, e.Attempt);
                break;
            case ActionReused e:
                Require(_closedActions.Add(Name(e)), e, "an action closes once");
                break;
            case StageClosed e:
                Require(_closedStages.TryAdd(e.Stage, e.Status), e, "a stage closes once");
                Require(!_openActions.Any(name => name.StartsWith(e.Stage + "/", StringComparison.Ordinal)), e, "actions close before their stage");
                break;
            case ExecutionClosed e:
                bool byIntent = e.Status is ExecutionStatus.Stopped or ExecutionStatus.Aborted;
                Require(_openActions.Count == 0 && _running.Count == 0, e, "an execution closes last");
                Require(byIntent == _stopping, e, "an intent decides the outcome, and is visible before");
                Require(!byIntent || e is { CommandId: not null, Actor: not null }, e, "a close by command names it");
                _closed = true;
                _stopping = false;
                break;
            default:
                break;
        }
    }

    private void Start(ActionStarted e)
    {
        string name = Name(e);
        Require(!_stopping, e, "nothing starts under an intent");
        Require(e.Stage == _stage, e, "an action starts in the stage that was entered last");
        Require(!_closedActions.Contains(name), e, "a closed action does not start");
        Require(_running.Add(name), e, "an action has one attempt at a time");
        Require(e.Attempt == _attempts.GetValueOrDefault(name) + 1, e, "attempts are counted");
        _attempts[name] = e.Attempt;
        _openActions.Add(name);
    }

    private void Close(ActionEvent e, ActionStatus status, int attempt)
    {
        string name = Name(e);
        Require(_closedActions.Add(name), e, "an action closes once");
        bool wasRunning = _running.Remove(name);
        Require(!wasRunning || status is not (ActionStatus.NotRun or ActionStatus.Skipped), e, "what started has a result");
        _openActions.Remove(name);
        if (status == ActionStatus.Abandoned)
        {
            _orphans.Add((name, attempt));
        }
    }

    private void Retry(StageRetryRequested e)
    {
        Require(!_stopping, e, "no retry under an intent");
        Require(_closed == _closedStages.ContainsKey(e.Stage), e, "a retry reopens both, or neither was closed");
        _closed = false;
        _stage = e.Stage;
        _closedStages.Remove(e.Stage);
        _closedActions.ExceptWith(e.Actions.Select(index => _names[index]));
        foreach (string later in _closedStages.Where(stage => stage.Value == StageStatus.NotRun).Select(stage => stage.Key).ToArray())
        {
            _closedStages.Remove(later);
            _closedActions.RemoveWhere(name => name.StartsWith(later + "/", StringComparison.Ordinal));
        }
    }

    private static string Name(ActionEvent e) => $"{e.Stage}/{e.Action}";

    private void Require(bool holds, ExecutionEvent at, string rule) =>
        Assert.True(holds, $"{rule}, but not at {Tell(at)} in{Environment.NewLine}{_story}");
}
