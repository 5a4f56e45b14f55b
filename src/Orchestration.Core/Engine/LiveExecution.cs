using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Lifecycles;
using Orchestration.Storage;

namespace Orchestration.Engine;

/// <summary>
/// One execution in memory: takes what its mailbox holds, decides it in a turn, has the turn stored, and only then reacts.
/// Everything below the mailbox is touched by its one consumer alone.
/// </summary>
internal sealed class LiveExecution : JournalEntry
{
    private const int MaxBatch = 1_000;

    /// <summary>A caller drives its own stop to the signals, but does not work for others without end.</summary>
    private const int MaxTurnsForCaller = 4;

    private readonly Mailbox _mailbox = new();
    private readonly LiveEffects _effects;
    private List<Waiter>? _waiters;
    private readonly Turn _turn;
    private Pump? _pump;
    private IMailItem? _again;
    private IMailItem? _batch;
    private Commit? _commit;
    private ExecutionState? _state;
    private bool _isLoaded;
    private bool _wasLoaded;
    private bool _oneByOne;

    public LiveExecution(EngineCore engine, ExecutionId id)
    {
        Engine = engine;
        Id = id;
        _effects = new LiveEffects(this);
        _turn = new Turn(this);
    }

    public EngineCore Engine { get; }

    public ExecutionId Id { get; }

    /// <summary>The state behind the last commit, while no turn is under way; null where no execution of this id exists.</summary>
    public ExecutionState? State => Volatile.Read(ref _state);

    /// <summary>The definition that the execution runs; null where it is not registered.</summary>
    public Pipeline? Pipeline { get; private set; }

    public LiveEffects Effects => _effects;

    public override Commit Commit => _commit!;

    /// <summary>An execution that is about to be created: nothing has to be read.</summary>
    public static LiveExecution CreateNew(EngineCore engine, ExecutionId id) => new(engine, id) { _isLoaded = true, _wasLoaded = true };

    /// <summary>Holds back everything that is posted until <see cref="Activate"/> or <see cref="Discard"/>.</summary>
    public void Claim() => _mailbox.Claim();

    /// <summary>Begins to live with the state that another execution's turn has created and stored.</summary>
    public void Activate(Draft draft)
    {
        Adopt(draft.State);
        React(draft);
        Engine.Scheduler.Queue(PumpItem);
    }

    /// <summary>The turn that would have created it was refused or failed.</summary>
    public void Discard() => Engine.Scheduler.Queue(PumpItem);

    /// <summary>Posts from any thread; the turn may run on it. False where the execution has left memory: look it up again.</summary>
    public bool Post(IMailItem item)
    {
        Mailbox.Posted posted = _mailbox.Post(item);
        if (posted == Mailbox.Posted.MustRun)
        {
            Run(mayRunCode: false);
        }

        return posted != Mailbox.Posted.Refused;
    }

    /// <summary>Posts from a thread of the engine's own; returns an attempt that the caller has to run.</summary>
    public Attempt? PostInline(IMailItem item) =>
        _mailbox.Post(item) == Mailbox.Posted.MustRun ? Run(mayRunCode: true) : null;

    public void AddWaiter(Waiter waiter) => (_waiters ??= []).Add(waiter);

    public void RemoveWaiter(Waiter waiter) => _waiters?.Remove(waiter);

    /// <summary>The store has answered later.</summary>
    protected override void Completed(CommitResult result)
    {
        Finish(result);
        AttemptLoop.Run(GoOn(mayRunCode: true));
    }

    private Pump PumpItem => _pump ??= new Pump(this);

    private Attempt? Run(bool mayRunCode)
    {
        for (int turns = 1; ; turns++)
        {
            if (Engine.IsParked)
            {
                FailAll(TakeBatch(), Engine.StoppedError(), keep: false);
            }
            else if (!_isLoaded)
            {
                _ = LoadAsync();
                return null;
            }
            else if (!RunTurn(TakeBatch()))
            {
                return null;
            }

            Attempt? next = _effects.TakeStarted(mayRunCode);
            if (TryLeave())
            {
                return next;
            }

            next?.Queue();
            if (!mayRunCode && turns == MaxTurnsForCaller)
            {
                Engine.Scheduler.Queue(PumpItem);
                return null;
            }
        }
    }

    private Attempt? GoOn(bool mayRunCode)
    {
        Attempt? next = _effects.TakeStarted(mayRunCode);
        if (TryLeave())
        {
            return next;
        }

        next?.Queue();
        return Run(mayRunCode);
    }

    /// <summary>Decides and stores; false where the store's answer is still to come.</summary>
    private bool RunTurn(IMailItem? batch)
    {
        Turn turn = _turn;
        turn.Renew(_state);
        if (!Decide(turn, batch))
        {
            return true;
        }

        _batch = batch;
        if (!turn.HasEvents)
        {
            Recover();
            Answer(turn, batch);
            CompleteWaiters();
            return true;
        }

        _commit = turn.ToCommit(Engine.NewCommitId());
        if (Engine.Journal.Append(this) is not { } result)
        {
            return false;
        }

        Finish(result);
        return true;
    }

    private bool Decide(Turn turn, IMailItem? batch)
    {
        IMailItem? item = batch;
        try
        {
            if (turn.Draft is { } draft)
            {
                if (!_wasLoaded)
                {
                    InterruptAttempt.DecideAll(draft);
                }

                DriveStop.Decide(draft);
            }

            for (; item is not null; item = item.Next)
            {
                item.Decide(turn);
            }

            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            ThrowAway(batch, item, exception);
            return false;
        }
    }

    private void Finish(CommitResult result)
    {
        Turn turn = _turn;
        IMailItem? batch = _batch;
        if (result != CommitResult.Committed)
        {
            NotCommitted(result, batch, turn);
            return;
        }

        _oneByOne = false;
        Adopt(turn.State!);
        if (!Recover())
        {
            React(turn.Draft!);
        }

        if (turn.Created is { } created)
        {
            created.Live.Activate(created.Draft);
        }

        Answer(turn, batch);
        CompleteWaiters();
    }

    /// <summary>After the first turn of an open execution that was read from the store: everything that must run is begun.</summary>
    private bool Recover()
    {
        if (_wasLoaded || _state is null)
        {
            return false;
        }

        _wasLoaded = true;
        _effects.AddAll(_state);
        return true;
    }

    private void React(Draft draft)
    {
        for (int index = 0; index < draft.Events.Count; index++)
        {
            Reaction.To(draft.State, draft.Events[index], _effects);
        }

        _effects.Arm(draft.State);
    }

    private void Adopt(ExecutionState state)
    {
        if (_state is null)
        {
            Pipeline = Engine.Pipelines.ByFingerprint(state.Start.Fingerprint);
        }

        Volatile.Write(ref _state, state);
    }

    private void Answer(Turn turn, IMailItem? batch)
    {
        _batch = null;
        _commit = null;
        while (batch is not null)
        {
            IMailItem? next = batch.Next;
            batch.Next = null;
            batch.Committed(turn);
            batch = next;
        }
    }

    private void CompleteWaiters()
    {
        for (int index = (_waiters?.Count ?? 0) - 1; index >= 0; index--)
        {
            if (_waiters![index].TryComplete(this))
            {
                _waiters.RemoveAt(index);
            }
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            ExecutionState? state = await Engine.LoadAsync(Id).ConfigureAwait(false);
            if (state is not null)
            {
                Adopt(state);
                if (_wasLoaded)
                {
                    _effects.AddAll(state);
                }
                else
                {
                    _wasLoaded = state.Status.IsClosed();
                }
            }

            _isLoaded = true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            FailAll(TakeBatch(), Engine.LoadError(Id, exception), keep: true);
            if (TryLeave())
            {
                return;
            }
        }

        Engine.Scheduler.Queue(PumpItem);
    }

    /// <summary>The draft is thrown away and the state is read again before the next turn.</summary>
    private void NotCommitted(CommitResult result, IMailItem? batch, Turn turn)
    {
        turn.Created?.Live.Discard();
        Forget();
        if (result == CommitResult.Fenced)
        {
            Engine.Lifetime.LoseOwnership();
            FailAll(batch, Engine.StoppedError(), keep: false);
        }
        else if (result == CommitResult.Conflict && !_oneByOne)
        {
            _oneByOne = true;
            _again = batch;
        }
        else if (result == CommitResult.Conflict)
        {
            FailAll(batch, new OrchestrationException(ErrorCode.Conflict, $"A command of execution {Id} uses the id of another command, or lost a race."), keep: false);
        }
        else
        {
            FailAll(batch, Engine.StoreError(Id), keep: true);
        }
    }

    private void Forget()
    {
        _batch = null;
        _commit = null;
        _isLoaded = false;
        _wasLoaded &= _state is not null;
    }

    /// <summary>A decision threw: a defect of ours. Its command is answered, the others are decided again.</summary>
    private void ThrowAway(IMailItem? batch, IMailItem? culprit, Exception exception)
    {
        Engine.ReportDefect(Id, exception);
        Forget();
        IMailItem? rest = null;
        while (batch is not null)
        {
            IMailItem? next = batch.Next;
            if (ReferenceEquals(batch, culprit))
            {
                batch.Next = null;
                batch.Failed(new OrchestrationException(ErrorCode.StoreCorrupt, $"Execution {Id} can't go on: {exception.Message}", exception));
            }
            else
            {
                batch.Next = rest;
                rest = batch;
            }

            batch = next;
        }

        _again = Reverse(rest);
    }

    /// <summary>Answers verbs with an error. Results of attempts are kept and decided again when the store works.</summary>
    private void FailAll(IMailItem? batch, OrchestrationException error, bool keep)
    {
        IMailItem? kept = null;
        while (batch is not null)
        {
            IMailItem? next = batch.Next;
            if (keep && batch.MustNotBeLost)
            {
                batch.Next = kept;
                kept = batch;
            }
            else
            {
                batch.Next = null;
                batch.Failed(error);
            }

            batch = next;
        }

        if (!keep)
        {
            _waiters?.ForEach(waiter => waiter.Fail(error));
            _waiters?.Clear();
        }

        if (kept is not null || (keep && _wasLoaded))
        {
            _effects.RetryLater(Reverse(kept));
        }
    }

    private static IMailItem? Reverse(IMailItem? item)
    {
        IMailItem? reversed = null;
        while (item is not null)
        {
            IMailItem? next = item.Next;
            item.Next = reversed;
            reversed = item;
            item = next;
        }

        return reversed;
    }

    /// <summary>What has to be decided again, then what was posted; at most so many at once.</summary>
    private IMailItem? TakeBatch()
    {
        IMailItem? all = _again;
        _again = null;
        IMailItem? last = Last(all);
        IMailItem? posted = last is null || !_oneByOne ? _mailbox.Take() : null;
        if (last is null)
        {
            all = posted;
        }
        else
        {
            last.Next = posted;
        }

        return Split(all, _oneByOne ? 1 : MaxBatch);
    }

    private IMailItem? Split(IMailItem? all, int count)
    {
        IMailItem? item = all;
        for (int index = 1; index < count && item is not null; index++)
        {
            item = item.Next;
        }

        if (item is not null)
        {
            _again = item.Next;
            item.Next = null;
        }

        return all;
    }

    private static IMailItem? Last(IMailItem? item)
    {
        while (item?.Next is { } next)
        {
            item = next;
        }

        return item;
    }

    /// <summary>Leaves the mailbox to whoever posts next, or memory for good.</summary>
    private bool TryLeave()
    {
        if (_again is not null || (_isLoaded && _state is { } state && DriveStop.IsDue(state) && !Engine.IsParked))
        {
            return false;
        }

        bool isDone = _isLoaded ? _state is null || _state.Status.IsClosed() : !_wasLoaded;
        bool isIdle = isDone && _waiters is not { Count: > 0 } && _effects.IsIdle;
        if (!isIdle)
        {
            return _mailbox.TryRelease();
        }

        if (!_mailbox.TryClose())
        {
            return false;
        }

        Engine.Executions.Remove(this);
        return true;
    }

    /// <summary>Goes on on a thread of the engine's own.</summary>
    private sealed class Pump(LiveExecution live) : IThreadPoolWorkItem
    {
        public void Execute() => AttemptLoop.Run(live.Run(mayRunCode: true));
    }
}
