namespace Orchestration.Engine;

/// <summary>Waits until none of the execution's user code runs whose result is wanted. Nobody waits for orphans.</summary>
internal sealed class CodeWaiter : Waiter, IMailItem
{
    private readonly TaskCompletionSource _returned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Returned => _returned.Task;

    public IMailItem? Next { get; set; }

    public LiveExecution? Live { get; set; }

    public bool MustNotBeLost => false;

    public void Decide(Turn turn)
    {
    }

    public void Committed(Turn turn)
    {
        if (!TryComplete(turn.Live!))
        {
            turn.Live!.Waiters.Add(this);
        }
    }

    public void Failed(OrchestrationException error) => _returned.TrySetResult();

    public override bool TryComplete(LiveExecution live) => !live.Effects.HasRunningCode && _returned.TrySetResult();

    public override void Fail(OrchestrationException error) => _returned.TrySetResult();
}
