namespace Orchestration.Engine;

/// <summary>The code of an action cancels a child that it has started.</summary>
internal sealed class CancelItem(Child child) : IMailItem
{
    public IMailItem? Next { get; set; }

    public LiveExecution? Live { get; set; }

    public bool MustNotBeLost => true;

    public void Decide(Turn turn) => child.DecideCancel(turn.Draft!);

    public void Committed(Turn turn)
    {
    }

    public void Failed(OrchestrationException error)
    {
    }
}
