namespace Orchestration.Engine;

/// <summary>
/// A mailbox and the executions that it decides for, so that whatever they share is decided in one step: one execution in the mode
/// <see cref="ExecutionMode.Parallel"/>, all open ones of a pipeline in the others. One consumer at a time takes turns until the mailbox
/// is empty; everything but posting belongs to that consumer.
/// </summary>
internal abstract class Scope : IThreadPoolWorkItem
{
    /// <summary>A caller drives its own stop to the signals, but does not work for others without end.</summary>
    private const int MaxTurnsForCaller = 4;

    private Attempt? _started;

    protected Scope(EngineCore engine)
    {
        Engine = engine;
        Backlog = new Backlog();
    }

    public EngineCore Engine { get; }

    protected Backlog Backlog { get; }

    /// <summary>What it decides about now lives elsewhere: items are passed on, and the mailbox closes.</summary>
    protected virtual bool IsForwarding => false;

    /// <summary>The states are those behind the last commit; otherwise they have to be read.</summary>
    protected abstract bool IsLoaded { get; }

    /// <summary>Posts from any thread; the turn may run on it. False where the mailbox has closed: look the execution up again.</summary>
    public bool Post(IMailItem item)
    {
        Mailbox.Posted posted = Backlog.Post(item);
        if (posted == Mailbox.Posted.MustRun)
        {
            Consume(mayRunCode: false);
        }

        return posted != Mailbox.Posted.Refused;
    }

    /// <summary>Posts from a thread of the engine's own; returns an attempt that the caller has to run.</summary>
    public Attempt? PostInline(IMailItem item) =>
        Backlog.Post(item) == Mailbox.Posted.MustRun ? Consume(mayRunCode: true) : null;

    /// <summary>The store has answered a turn later: the consumer goes on.</summary>
    public void GoOn()
    {
        Attempt? next = TakeStarted(mayRunCode: true);
        if (!TryLeave())
        {
            next?.Queue();
            next = Consume(mayRunCode: true);
        }

        AttemptLoop.Run(next);
    }

    /// <summary>Takes turns on a thread of the engine's own. Only for whoever holds the mailbox.</summary>
    public void GoOnLater() => Engine.Scheduler.Queue(this);

    void IThreadPoolWorkItem.Execute() => AttemptLoop.Run(Consume(mayRunCode: true));

    /// <summary>An attempt that has to be run when the turn is over.</summary>
    public void Started(Attempt attempt)
    {
        attempt.Next = _started;
        _started = attempt;
    }

    /// <summary>What has to be decided before the items: what was due, and what recovery owes.</summary>
    public abstract void BeginTurn(Turn turn);

    /// <summary>What follows for others from a decision.</summary>
    public virtual void AfterDecision(Turn turn)
    {
    }

    /// <summary>The turn is stored.</summary>
    public virtual void Stored(Turn turn)
    {
    }

    /// <summary>The turn was thrown away; its executions are read again anyway.</summary>
    public virtual void Forget()
    {
    }

    /// <summary>Names it in errors.</summary>
    public abstract OrchestrationException StoreError();

    public abstract OrchestrationException LostRace();

    public abstract void ReportDefect(Exception exception);

    /// <summary>Posts items again, and has the states read again, when the store may work again.</summary>
    public abstract void RetryLater(IMailItem? items);

    /// <summary>Everybody who waits is told that there is nothing to wait for.</summary>
    public abstract void FailWaiters(OrchestrationException error);

    protected abstract Task LoadAsync();

    /// <summary>Nothing is due and nothing would be lost: the executions that are done may leave memory.</summary>
    protected abstract bool TryLeave();

    /// <summary>The items of a batch that can be decided now.</summary>
    protected virtual IMailItem? Receive(IMailItem? batch) => batch;

    /// <summary>The items of a batch whose executions could be read.</summary>
    protected virtual IMailItem? Answerable(IMailItem? batch) => batch;

    /// <summary>Answers verbs with an error. Results of attempts are kept, where they may be, and decided again when the store works.</summary>
    public void FailAll(IMailItem? batch, OrchestrationException error, bool keep)
    {
        IMailItem? kept = null;
        MailChain.ForEach(batch, item =>
        {
            if (keep && item.MustNotBeLost)
            {
                kept = MailChain.Join(kept, item);
            }
            else
            {
                item.Failed(error);
            }
        });

        if (!keep)
        {
            FailWaiters(error);
        }
        else
        {
            RetryLater(kept);
        }
    }

    /// <summary>Takes turns until the mailbox is empty, or until somebody else has to go on. Only the engine's own threads run user code.</summary>
    protected Attempt? Consume(bool mayRunCode)
    {
        for (int turns = 1; ; turns++)
        {
            if (IsForwarding)
            {
                // Whoever has asked here meanwhile asks whatever has the execution's id now.
                MailChain.ForEach(Backlog.TakeBatch(), item => Engine.Executions.Post(item.Live!.Id, item));
                if (Backlog.TryClose())
                {
                    return null;
                }

                continue;
            }

            if (!TryTurn())
            {
                return null;
            }

            Attempt? next = TakeStarted(mayRunCode);
            if (TryLeave())
            {
                return next;
            }

            next?.Queue();
            if (!mayRunCode && turns == MaxTurnsForCaller)
            {
                GoOnLater();
                return null;
            }
        }
    }

    /// <summary>Takes a turn; false where somebody else goes on when states or the store's answer are there.</summary>
    private bool TryTurn()
    {
        if (Engine.IsParked)
        {
            FailAll(Backlog.TakeBatch(), Engine.StoppedError(), keep: false);
            return true;
        }

        IMailItem? batch = IsLoaded ? Receive(Backlog.TakeBatch()) : null;
        if (IsLoaded)
        {
            return TurnRunner.Run(this, Backlog, Answerable(batch));
        }

        Backlog.PutBack(batch);
        _ = LoadAsync();
        return false;
    }

    /// <summary>Hands the started attempts to the scheduler; where the caller may run code, all but one, which it gets.</summary>
    private Attempt? TakeStarted(bool mayRunCode)
    {
        Attempt? own = null;
        while (_started is { } attempt)
        {
            _started = (Attempt?)attempt.Next;
            attempt.Next = null;
            if (mayRunCode && own is null)
            {
                own = attempt;
            }
            else
            {
                attempt.Queue();
            }
        }

        return own;
    }
}
