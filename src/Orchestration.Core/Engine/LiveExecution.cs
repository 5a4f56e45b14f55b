using Orchestration.Decisions;
using Orchestration.Executions;

namespace Orchestration.Engine;

/// <summary>
/// One execution in memory: a mailbox, whose one consumer at a time takes turns until it is empty. Everything but
/// <see cref="Post"/>, <see cref="PostInline"/> and <see cref="State"/> belongs to that consumer.
/// </summary>
internal sealed class LiveExecution
{
    /// <summary>A caller drives its own stop to the signals, but does not work for others without end.</summary>
    private const int MaxTurnsForCaller = 4;

    private readonly Mailbox _mailbox = new();
    private readonly HeldState _held;
    private readonly Backlog _backlog;
    private readonly TurnRunner _turns;
    private Consumer? _consumer;
    private bool _isDiscarded;

    public LiveExecution(EngineCore engine, ExecutionId id)
    {
        Engine = engine;
        Id = id;
        _held = new HeldState(engine);
        _backlog = new Backlog(_mailbox);
        Effects = new LiveEffects(this);
        _turns = new TurnRunner(this, _held, _backlog);
    }

    public EngineCore Engine { get; }

    public ExecutionId Id { get; }

    public LiveEffects Effects { get; }

    public Waiters Waiters { get; } = new();

    /// <inheritdoc cref="HeldState.State"/>
    public ExecutionState? State => _held.State;

    /// <inheritdoc cref="HeldState.Pipeline"/>
    public Pipeline? Pipeline => _held.Pipeline;

    private Consumer OnPool => _consumer ??= new Consumer(this);

    /// <summary>An execution that is about to be created.</summary>
    public static LiveExecution CreateNew(EngineCore engine, ExecutionId id)
    {
        LiveExecution live = new(engine, id);
        live._held.BeginNew();
        return live;
    }

    /// <summary>Holds back everything that is posted until <see cref="Activate"/> or <see cref="Discard"/>.</summary>
    public void Claim() => _mailbox.Claim();

    /// <summary>Decides the start of a claimed execution before anything that was posted meanwhile.</summary>
    public void Begin(IMailItem start)
    {
        _backlog.PutBack(start);
        Consume(mayRunCode: false);
    }

    /// <summary>Begins to live with the state that another execution's turn has created and stored.</summary>
    public void Activate(Draft draft)
    {
        _held.Adopt(draft.State);
        _turns.React(draft);
        Engine.Scheduler.Queue(OnPool);
    }

    /// <summary>The turn that would have created it was refused or failed.</summary>
    public void Discard()
    {
        // Its place is free at once: the same command may be sent again before those who asked for it meanwhile are answered.
        _isDiscarded = true;
        Engine.Executions.Remove(this);
        Engine.Scheduler.Queue(OnPool);
    }

    /// <summary>Whether the turn that would have created it was stored is not known: it is read, and goes on if it is there.</summary>
    public void Doubt()
    {
        _held.Forget();
        Engine.Scheduler.Queue(OnPool);
    }

    /// <summary>Posts from any thread; the turn may run on it. False where the execution has left memory: look it up again.</summary>
    public bool Post(IMailItem item)
    {
        Mailbox.Posted posted = _mailbox.Post(item);
        if (posted == Mailbox.Posted.MustRun)
        {
            Consume(mayRunCode: false);
        }

        return posted != Mailbox.Posted.Refused;
    }

    /// <summary>Posts from a thread of the engine's own; returns an attempt that the caller has to run.</summary>
    public Attempt? PostInline(IMailItem item) =>
        _mailbox.Post(item) == Mailbox.Posted.MustRun ? Consume(mayRunCode: true) : null;

    /// <summary>The store has answered a turn later: the consumer goes on.</summary>
    public void GoOn()
    {
        Attempt? next = Effects.TakeStarted(mayRunCode: true);
        if (!TryLeave())
        {
            next?.Queue();
            next = Consume(mayRunCode: true);
        }

        AttemptLoop.Run(next);
    }

    /// <summary>Takes turns until the mailbox is empty, or until somebody else has to go on. Only the engine's own threads run user code.</summary>
    private Attempt? Consume(bool mayRunCode)
    {
        for (int turns = 1; ; turns++)
        {
            if (_isDiscarded)
            {
                // It never was: whoever asked for it meanwhile asks whatever has this id now.
                MailChain.ForEach(_backlog.Take(), item => Engine.Executions.Post(Id, item));
                if (_mailbox.TryClose())
                {
                    return null;
                }

                continue;
            }

            if (Engine.IsParked)
            {
                _turns.FailAll(_backlog.Take(), Engine.StoppedError(), keep: false);
            }
            else if (!_held.IsLoaded)
            {
                _ = LoadAsync();
                return null;
            }
            else if (!_turns.Run(_backlog.Take()))
            {
                return null;
            }

            Attempt? next = Effects.TakeStarted(mayRunCode);
            if (TryLeave())
            {
                return next;
            }

            next?.Queue();
            if (!mayRunCode && turns == MaxTurnsForCaller)
            {
                Engine.Scheduler.Queue(OnPool);
                return null;
            }
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            _held.Load(await Engine.LoadAsync(Id).ConfigureAwait(false));
            if (_held is { IsCarriedOut: true, State: { } state })
            {
                Effects.AddAll(state);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _turns.FailAll(_backlog.Take(), Engine.LoadError(Id, exception), keep: !Engine.IsParked);
            if (TryLeave())
            {
                return;
            }
        }

        Engine.Scheduler.Queue(OnPool);
    }

    /// <summary>Leaves the mailbox to whoever posts next, or memory for good.</summary>
    private bool TryLeave()
    {
        if (!_backlog.IsEmpty || (_held is { IsLoaded: true, State: { } state } && DriveStop.IsDue(state) && !Engine.IsParked))
        {
            return false;
        }

        if (!_held.IsDone || !Waiters.IsEmpty || !Effects.IsIdle)
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

    /// <summary>The consumer on a thread of the engine's own.</summary>
    private sealed class Consumer(LiveExecution live) : IThreadPoolWorkItem
    {
        public void Execute() => AttemptLoop.Run(live.Consume(mayRunCode: true));
    }
}
