namespace Orchestration.Engine;

/// <summary>Who waits for an execution to come to a point.</summary>
internal sealed class Waiters
{
    private List<Waiter>? _waiters;

    public bool IsEmpty => _waiters is not { Count: > 0 };

    public void Add(Waiter waiter) => (_waiters ??= []).Add(waiter);

    public void Remove(Waiter waiter) => _waiters?.Remove(waiter);

    /// <summary>Asked after each turn: code that returns at a shutdown, for example, needs no commit.</summary>
    public void Complete(LiveExecution live)
    {
        for (int index = (_waiters?.Count ?? 0) - 1; index >= 0; index--)
        {
            if (_waiters![index].TryComplete(live))
            {
                _waiters.RemoveAt(index);
            }
        }
    }

    public void Fail(OrchestrationException error)
    {
        _waiters?.ForEach(waiter => waiter.Fail(error));
        _waiters?.Clear();
    }
}
