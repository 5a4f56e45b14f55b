using Orchestration.Tests.Trees.Support;

namespace Orchestration.Tests.Conformance.Support;

/// <summary>
/// What holds for every history, whatever raced: nothing starts under an intent, and everything closes once. What code has started is checked by
/// <see cref="TreeRules"/>.
/// </summary>
internal sealed class HistoryRules
{
    private readonly HashSet<string> _openActions = [];
    private readonly HashSet<string> _running = [];
    private readonly HashSet<string> _retryable = [];
    private readonly HashSet<string> _closedActions = [];
    private readonly Dictionary<string, StageStatus> _closedStages = [];
    private readonly HashSet<(string, int)> _orphans = [];
    private readonly HashSet<string> _rollbackOrphans = [];
    private readonly Dictionary<string, int> _attempts = [];
    private readonly string _story;
    private readonly Dictionary<string, ApprovalRequested> _asked = [];
    private readonly HistoryCleanupRules _cleanup;
    private ApprovalAnswered? _answered;
    private bool _isMissing;
    private string[] _names = [];
    private string _stage = string.Empty;
    private readonly HashSet<string> _ending = [];
    private bool _stopping;
    private bool _isMarked;
    private bool _onlyEndsWaiting;
    private bool _paused;
    private bool _closed;
    private long _sequence;

    private HistoryRules(string story)
    {
        _story = story;
        _cleanup = new HistoryCleanupRules(Require);
    }

    public static void Check(IReadOnlyList<ExecutionEvent> history)
    {
        HistoryRules rules = new(string.Join(Environment.NewLine, history.Select(Tell)));
        foreach (ExecutionEvent happened in history)
        {
            rules.Require(happened.Sequence == ++rules._sequence, happened, "sequences have no gap");
            rules.Read(happened);
        }

        if (history.Any(happened => happened is ActionAdded))
        {
            TreeRules.Check(history);
        }
    }

    /// <summary>One event in one line.</summary>
    public static string Tell(ExecutionEvent happened) => happened switch
    {
        ActionClosed e => $"{e.Sequence} {e.Stage}/{e.Action} {e.Status} ({e.Reason})",
        ActionStopRequested e => $"{e.Sequence} {e.Stage}/{e.Action} {e.Verb} {e.Mode} requested",
        ActionAdded e => $"{e.Sequence} {e.Stage}/{e.Action} {e.GetType().Name} by attempt {e.ParentAttempt}",
        ActionEvent e => $"{e.Sequence} {e.Stage}/{e.Action} {e.GetType().Name}",
        StageClosed e => $"{e.Sequence} {e.Stage} {e.Status} ({e.Reason})",
        StageEvent e => $"{e.Sequence} {e.Stage} {e.GetType().Name}",
        ExecutionClosed e => $"{e.Sequence} {e.Status} ({e.Reason})",
        FinalizerStarted e => $"{e.Sequence} finalizer {e.Finalizer} starts",
        ReleaseStarted e => $"{e.Sequence} release of {e.Kind} {e.Key} starts",
        StopRequested e => $"{e.Sequence} {e.Verb} {e.Mode} requested",
        StopDecided e => $"{e.Sequence} {e.Outcome} {e.Mode} decided",
        _ => $"{happened.Sequence} {happened.GetType().Name}",
    };

    private void Read(ExecutionEvent happened)
    {
        switch (happened)
        {
            case ActionEvent e when e.ActionIndex >= _names.Length:
                break;
            case RollbackEnded { IsAbandoned: true } e:
                _rollbackOrphans.Add(Name(e));
                _cleanup.Read(e);
                break;
            case OrphanReturned { IsRollback: true } e:
                Require(_rollbackOrphans.Remove(Name(e)), e, "the orphan of a rollback returns once");
                break;
            case OrphanReturned e:
                Require(_orphans.Remove((Name(e), e.Attempt)), e, "an orphan returns once");
                break;
            case ResourceRegistered or ExecutionContinued:
                break;
            case ReleaseRequested e:
                Require(_closed, e, "only a closed execution is asked to release");
                _cleanup.Read(e);
                break;
            case RollbackStarted or RollbackEnded or FinalizerStarted or FinalizerEnded or ReleaseStarted or ReleaseEnded or ReleaseCompleted or CleanupStopping:
                Require(!_closed || _cleanup.IsReleasing, happened, "closed is final");
                Require(happened is not RollbackStarted e2 || (!_stopping && _closedActions.Contains(Name(e2))), happened, "only what is closed is rolled back, and not under an intent");
                _cleanup.Read(happened);
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
            case StopRequested or StopDecided:
                _stopping = true;
                _onlyEndsWaiting = happened is StopRequested { OnlyEndsWaiting: true };
                _paused = false;
                break;
            case PauseRequested or UnpauseRequested:
                Require(!_stopping && _paused == happened is UnpauseRequested, happened, "a pause begins and ends once, and not under an intent");
                _paused = happened is PauseRequested;
                break;
            case FinalizingStarted e:
                Require(_openActions.Count == 0 && _running.Count == 0, e, "finalizers run when everything is closed");
                _cleanup.Read(e);
                break;
            case StageMarkedFailed:
                Require(!_stopping, happened, "nothing is marked as failed under an intent");
                _isMarked = true;
                break;
            case ActionStopRequested e:
                Require(_openActions.Contains(Name(e)), e, "only what has begun is asked to end");
                _ending.Add(Name(e));
                break;
            case StageWaiting or StageEntered:
                Require(!_stopping, happened, "no stage is entered under an intent");
                Require(!_paused || happened is StageWaiting, happened, "no stage is entered in a pause");
                _stage = ((StageEvent)happened).Stage;
                break;
            case ActionWaiting e:
                Require(!IsEnding(e), e, "nothing is asked under an intent");
                _openActions.Add(Name(e));
                break;
            case ActionStarted e:
                Start(e, e.Attempt);
                Require(_running.Add(Name(e)), e, "an action has one attempt at a time");
                break;
            case ApprovalRequested e:
                Start(e, e.Attempt);
                _asked[Name(e)] = e;
                break;
            case ApprovalAnswered e:
                Answer(e);
                break;
            case DefinitionMissing e:
                Require(!_isMissing, e, "a definition goes missing once");
                _isMissing = true;
                break;
            case DefinitionFound e:
                Require(_isMissing, e, "only a missing definition is found");
                _isMissing = false;
                break;
            case AttemptLost e:
                Require(_running.Remove(Name(e)), e, "only a running attempt is lost");
                _retryable.Add(Name(e));
                break;
            case ActionReturned e:
                Require(_running.Contains(Name(e)), e, "only code that runs returns");
                break;
            case ActionEnding e:
                Require(_openActions.Contains(Name(e)), e, "only what is open ends");
                break;
            case ProgressReported e:
                Require(_running.Contains(Name(e)), e, "only code that runs tells how far it is");
                break;
            case ActionRetrying e:
                Require(!IsEnding(e), e, "nothing is retried under an intent");
                Require(_running.Remove(Name(e)) || _retryable.Remove(Name(e)), e, "only what ran is retried");
                break;
            case AttemptAbandoned e:
                Require(_running.Remove(Name(e)), e, "only a running attempt is abandoned");
                _orphans.Add((Name(e), e.Attempt));
                _retryable.Add(Name(e));
                break;
            case InterventionRequested e:
                Require(!IsEnding(e) && _openActions.Contains(Name(e)), e, "a person is asked about an open action, and not under an intent");
                _running.Remove(Name(e));
                _retryable.Add(Name(e));
                break;
            case ActionClosed e:
                Close(e, e.Status, e.Attempt);
                break;
            case ActionReused e:
                Require(_closedActions.Add(Name(e)), e, "an action closes once");
                break;
            case StageClosed e:
                _isMarked = false;
                Require(_closedStages.TryAdd(e.Stage, e.Status), e, "a stage closes once");
                Require(!_openActions.Any(name => name.StartsWith(e.Stage + "/", StringComparison.Ordinal)), e, "actions close before their stage");
                break;
            case ExecutionClosed e:
                CloseExecution(e);
                break;
            default:
                break;
        }
    }

    private void CloseExecution(ExecutionClosed e)
    {
        bool byIntent = e.Status is ExecutionStatus.Stopped or ExecutionStatus.Aborted;
        bool expires = e is { Status: ExecutionStatus.Expired, Reason: ReasonCode.TimeLimit };
        Require(_openActions.Count == 0 && _running.Count == 0, e, "an execution closes last");
        bool isDecided = _onlyEndsWaiting || _cleanup.Outcome is not null;
        Require(byIntent == _stopping || (_stopping && (expires || isDecided)), e, "an intent decides the outcome, and is visible before");
        Require(!byIntent || e.Reason == ReasonCode.AbortedByStrategy || e is { CommandId: not null, Actor: not null }, e, "a close by command names it");
        _cleanup.Read(e);
        _closed = true;
        _stopping = false;
        _paused = false;
    }

    private void Start(ActionEvent e, int attempt)
    {
        string name = Name(e);
        Require(!IsEnding(e), e, "nothing starts under an intent");
        Require(!_paused, e, "nothing starts in a pause");
        Require(!_isMissing, e, "nothing starts while the definition is missing");
        Require(e.Stage == _stage, e, "an action starts in the stage that was entered last");
        Require(!_closedActions.Contains(name), e, "a closed action does not start");
        Require(!_asked.ContainsKey(name), e, "nothing starts while its approval is asked for");
        Require(attempt == _attempts.GetValueOrDefault(name) + 1, e, "attempts are counted");
        _attempts[name] = attempt;
        _openActions.Add(name);
    }

    private void Answer(ApprovalAnswered e)
    {
        ApprovalRequested? asked = _asked.GetValueOrDefault(Name(e));
        Require(asked is not null && asked.Token == e.Token && asked.Attempt == e.Attempt, e, "an answer is to what is asked");
        Require(_openActions.Contains(Name(e)) && _answered is null, e, "an approval is answered once, while it is open");
        _answered = e;
    }

    private void CloseAsked(ActionClosed e)
    {
        ActionStatus? expected = _answered is null ? null : _answered.Answer.IsApproved ? ActionStatus.Succeeded : ActionStatus.Rejected;
        bool isAnswer = e.Status is ActionStatus.Succeeded or ActionStatus.Rejected;
        bool isForgiven = e.Reason == ReasonCode.FailureForgiven && (expected is null or ActionStatus.Rejected);
        Require(
            isForgiven || (expected is null ? !isAnswer : expected == e.Status && _answered!.Action == e.Action), e, "an approval closes as it was answered, or is forgiven");
        Require(isForgiven || !isAnswer || (e.CommandId, e.Actor) == (_answered!.Answer.CommandId, _answered.Answer.Actor), e, "who answered has closed it");
        Require(e.Status != ActionStatus.Expired || e.At >= _asked[Name(e)].ExpiresAt, e, "an approval expires at its time");
        _asked.Remove(Name(e));
        _answered = null;
    }

    private void Close(ActionEvent e, ActionStatus status, int attempt)
    {
        string name = Name(e);
        Require(_closedActions.Add(name), e, "an action closes once");
        bool ran = _running.Remove(name);
        bool wasRunning = ran;
        if (e is ActionClosed closed && _asked.ContainsKey(name))
        {
            wasRunning = true;
            CloseAsked(closed);
        }
        else
        {
            Require(_answered is null, e, "the answer closes its action at once");
        }

        Require(!wasRunning || status is not (ActionStatus.NotRun or ActionStatus.Skipped), e, "what started has a result");
        _openActions.Remove(name);
        _ending.Remove(name);
        if (status == ActionStatus.Abandoned && ran)
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

    /// <summary>By an intent of its own, or by one around it.</summary>
    private bool IsEnding(ActionEvent e) => _stopping || _isMarked || _ending.Contains(Name(e));

    private static string Name(ActionEvent e) => $"{e.Stage}/{e.Action}";

    private void Require(bool holds, ExecutionEvent at, string rule) =>
        Assert.True(holds, $"{rule}, but not at {Tell(at)} in{Environment.NewLine}{_story}");
}
