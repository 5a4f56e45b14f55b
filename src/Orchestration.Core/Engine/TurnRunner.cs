using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Storage;

namespace Orchestration.Engine;

/// <summary>One turn: decide all, store once, and only then react and answer. What is not stored has not happened.</summary>
internal sealed class TurnRunner : JournalEntry
{
    private readonly LiveExecution _live;
    private readonly HeldState _held;
    private readonly Backlog _backlog;
    private readonly Turn _turn;
    private IMailItem? _batch;
    private Commit? _commit;

    public TurnRunner(LiveExecution live, HeldState held, Backlog backlog)
    {
        _live = live;
        _held = held;
        _backlog = backlog;
        _turn = new Turn(live);
    }

    public override Commit Commit => _commit!;

    /// <summary>Runs a turn; false where the store's answer is still to come.</summary>
    public bool Run(IMailItem? batch)
    {
        _turn.Renew(_held.State);
        if (!Decide(ref batch))
        {
            return true;
        }

        if (!_turn.HasEvents)
        {
            Recover();
            Answer(batch);
            _live.Waiters.Complete(_live);
            return true;
        }

        _batch = batch;
        _commit = _turn.ToCommit(_live.Engine.NewCommitId());
        if (_live.Engine.Journal.Append(this) is not { } result)
        {
            return false;
        }

        Finish(result);
        return true;
    }

    /// <summary>Carries out what stored events changed.</summary>
    public void React(Draft draft)
    {
        for (int index = 0; index < draft.Events.Count; index++)
        {
            Reaction.To(draft.State, draft.Events[index], _live.Effects);
        }

        _live.Effects.Arm(draft.State);
    }

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
            _live.Waiters.Fail(error);
        }
        else
        {
            _live.Effects.RetryLater(kept);
        }
    }

    protected override void Completed(CommitResult result)
    {
        Finish(result);
        _live.GoOn();
    }

    private bool Decide(ref IMailItem? batch)
    {
        IMailItem? item = null;
        IMailItem? last = null;
        try
        {
            if (_turn.Draft is { } draft)
            {
                if (!_held.IsCarriedOut)
                {
                    InterruptAttempt.DecideAll(draft);
                }

                DriveStop.Decide(draft);
            }

            for (item = batch; item is not null && _turn.Draft is not { HasClosed: true }; item = item.Next)
            {
                item.Decide(_turn);
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
        _held.Adopt(_turn.State!);
        if (!Recover())
        {
            React(_turn.Draft!);
        }

        if (_turn.Created is { } created)
        {
            created.Live.Activate(created.Draft);
        }

        Answer(batch);
    }

    /// <summary>After the first turn of an open execution that was read from the store: everything that must run is begun.</summary>
    private bool Recover()
    {
        if (_held.IsCarriedOut || _held.State is not { } state)
        {
            return false;
        }

        _held.CarriedOut();
        _live.Effects.AddAll(state);
        return true;
    }

    private void Answer(IMailItem? batch)
    {
        while (batch is not null)
        {
            IMailItem? next = batch.Next;
            batch.Next = null;
            batch.Committed(_turn);
            batch = next;
        }

        _live.Waiters.Complete(_live);
    }

    /// <summary>The draft is thrown away, and the state is read again before the next turn.</summary>
    private void NotCommitted(CommitResult result, IMailItem? batch)
    {
        if (result == CommitResult.Unknown)
        {
            _turn.Created?.Live.Doubt();
        }
        else
        {
            _turn.Created?.Live.Discard();
        }

        _held.Forget();
        EngineCore engine = _live.Engine;
        if (result == CommitResult.Fenced)
        {
            engine.Lifetime.LoseOwnership();
            FailAll(batch, engine.StoppedError(), keep: false);
        }
        else if (result == CommitResult.Conflict && !_backlog.IsOneByOne && batch is not null)
        {
            _backlog.IsOneByOne = true;
            _backlog.PutBack(batch);
        }
        else if (result == CommitResult.Conflict)
        {
            FailAll(batch, new OrchestrationException(ErrorCode.Conflict, $"A command of execution {_live.Id} uses the id of another command, or lost a race."), keep: true);
        }
        else
        {
            FailAll(batch, engine.StoreError(_live.Id), keep: true);
        }
    }

    /// <summary>A decision threw: a defect of ours. Its command is answered, the others are decided again.</summary>
    private void ThrowAway(IMailItem? batch, IMailItem? culprit, Exception exception)
    {
        _live.Engine.ReportDefect(_live.Id, exception);
        _turn.Created?.Live.Discard();
        _held.Forget();
        OrchestrationException error = exception as OrchestrationException
            ?? new OrchestrationException(ErrorCode.StoreCorrupt, $"Execution {_live.Id} can't go on: {exception.Message}", exception);
        if (culprit is null)
        {
            FailAll(batch, error, keep: true);
            return;
        }

        IMailItem? again = culprit.MustNotBeLost ? culprit : null;
        IMailItem? rest = null;
        MailChain.ForEach(batch, item => rest = ReferenceEquals(item, culprit) ? rest : MailChain.Join(rest, item));
        if (again is null)
        {
            culprit.Failed(error);
        }

        _live.Effects.RetryLater(again);
        _backlog.PutBack(rest);
    }
}
