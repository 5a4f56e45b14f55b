using Orchestration.Storage;

namespace Orchestration.Engine;

/// <summary>One turn: decide all, store once, and only then react and answer. What is not stored has not happened.</summary>
internal sealed class TurnRunner : JournalEntry
{
    /// <summary>A turn is short, and a thread takes one at a time: its objects are used again by the next turn on the thread.</summary>
    [ThreadStatic]
    private static TurnRunner? _spare;

    private readonly Turn _turn = new();
    private Scope _scope = null!;
    private Backlog _backlog = null!;
    private IMailItem? _batch;
    private Commit? _commit;

    public override Commit Commit => _commit!;

    /// <summary>Runs a turn; false where the store's answer is still to come.</summary>
    public static bool Run(Scope scope, Backlog backlog, IMailItem? batch)
    {
        TurnRunner runner = _spare ?? new TurnRunner();
        _spare = null;
        runner._scope = scope;
        runner._backlog = backlog;
        if (!runner.Run(batch))
        {
            return false;
        }

        runner.End();
        return true;
    }

    private bool Run(IMailItem? batch)
    {
        _turn.Begin(_scope);
        if (!Decide(ref batch))
        {
            return true;
        }

        if (!_turn.HasEvents)
        {
            React();
            Answer(batch);
            return true;
        }

        _batch = batch;
        _commit = _turn.ToCommit(_scope.Engine.NewCommitId());
        if (_scope.Engine.Journal.Append(this) is not { } result)
        {
            return false;
        }

        Finish(result);
        return true;
    }

    private void End()
    {
        _turn.End();
        _scope = null!;
        _backlog = null!;
        _spare = this;
    }

    protected override void Completed(CommitResult result)
    {
        Scope scope = _scope;
        Finish(result);
        End();
        scope.GoOn();
    }

    private bool Decide(ref IMailItem? batch)
    {
        IMailItem? item = null;
        IMailItem? last = null;
        try
        {
            _scope.BeginTurn(_turn);
            for (item = batch; item is not null && !_turn.HasClosed; item = item.Next)
            {
                _turn.Enter(item.Live);
                item.Decide(_turn);
                _scope.AfterDecision(_turn);
                last = item;
            }

            // A close is the last thing that a commit decides: who waits for it sees it, though a retry stands right behind.
            _backlog.PutBack(item);
            MailChain.End(ref batch, last);
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
        IMailItem? batch = _batch;
        _batch = null;
        if (result != CommitResult.Committed)
        {
            NotCommitted(result, batch);
            return;
        }

        _backlog.IsOneByOne = false;
        React();
        _scope.Stored(_turn);
        foreach (LiveExecution created in _turn.TakeReserved())
        {
            (created.Scope as ExecutionScope)?.Activate();
        }

        Answer(batch);
    }

    private void React()
    {
        for (int index = 0; index < _turn.EnteredCount; index++)
        {
            _turn.EnteredAt(index).Adopt();
        }
    }

    private void Answer(IMailItem? batch)
    {
        while (batch is not null)
        {
            IMailItem? next = batch.Next;
            batch.Next = null;
            _turn.Enter(batch.Live);
            batch.Committed(_turn);
            batch = next;
        }

        for (int index = 0; index < _turn.EnteredCount; index++)
        {
            LiveExecution live = _turn.EnteredAt(index);
            live.Waiters.Complete(live);
        }
    }

    /// <summary>The draft is thrown away, and the states are read again before the next turn.</summary>
    private void NotCommitted(CommitResult result, IMailItem? batch)
    {
        Forget(mayBeStored: result == CommitResult.Unknown);
        EngineCore engine = _scope.Engine;
        if (result == CommitResult.Fenced)
        {
            engine.Lifetime.LoseOwnership();
            _scope.FailAll(batch, engine.StoppedError(), keep: false);
        }
        else if (result == CommitResult.Conflict && !_backlog.IsOneByOne && batch is not null)
        {
            _backlog.IsOneByOne = true;
            _backlog.PutBack(batch);
        }
        else if (result == CommitResult.Conflict)
        {
            _scope.FailAll(batch, _scope.LostRace(), keep: true);
        }
        else
        {
            _scope.FailAll(batch, _scope.StoreError(), keep: true);
        }
    }

    private void Forget(bool mayBeStored)
    {
        foreach (LiveExecution created in _turn.TakeReserved())
        {
            created.Leave(mayBeStored);
        }

        for (int index = 0; index < _turn.EnteredCount; index++)
        {
            _turn.EnteredAt(index).Held.Forget();
        }

        _scope.Forget();
    }

    /// <summary>A decision threw: a defect of ours. Its command is answered, the others are decided again.</summary>
    private void ThrowAway(IMailItem? batch, IMailItem? culprit, Exception exception)
    {
        _scope.ReportDefect(exception);
        Forget(mayBeStored: false);
        OrchestrationException error = exception as OrchestrationException
            ?? new OrchestrationException(ErrorCode.StoreCorrupt, $"A decision failed: {exception.Message}", exception);
        if (culprit is null)
        {
            _scope.FailAll(batch, error, keep: true);
            return;
        }

        IMailItem? again = culprit.MustNotBeLost ? culprit : null;
        IMailItem? rest = null;
        MailChain.ForEach(batch, item => rest = ReferenceEquals(item, culprit) ? rest : MailChain.Join(rest, item));
        if (again is null)
        {
            culprit.Failed(error);
        }

        _scope.RetryLater(again);
        _backlog.PutBack(rest);
    }
}
