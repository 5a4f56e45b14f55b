using Orchestration.Executions;

namespace Orchestration.Engine;

/// <summary>Waits until a question about the execution has an answer. The first time it is asked is when the item is taken from the mailbox.</summary>
internal sealed class WaitItem<T>(Verb verb, Target target, Func<ExecutionState, T?> ask) : Waiter, IMailItem
    where T : class
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Answer => _answer.Task;

    public IMailItem? Next { get; set; }

    public LiveExecution? Live { get; set; }

    public bool MustNotBeLost => false;

    public void Decide(Turn turn)
    {
    }

    public void Committed(Turn turn)
    {
        if (turn.State is null)
        {
            Fail(Refusals.ExecutionNotFound(verb, target));
        }
        else if (!TryComplete(turn.Live!))
        {
            turn.Live!.Waiters.Add(this);
        }
    }

    public void Failed(OrchestrationException error) => Fail(error);

    public override bool TryComplete(LiveExecution live)
    {
        if (_answer.Task.IsCompleted)
        {
            return true;
        }

        return ask(live.State!) is { } answer && _answer.TrySetResult(answer);
    }

    public override void Fail(OrchestrationException error) => _answer.TrySetException(error.For(verb, target));

    /// <summary>Nobody waits any more: the execution needn't remember it.</summary>
    public void Withdraw()
    {
        _answer.TrySetCanceled();
        if (Live is { } live)
        {
            live.Post(new NoteItem(() => live.Waiters.Remove(this)));
        }
    }
}
