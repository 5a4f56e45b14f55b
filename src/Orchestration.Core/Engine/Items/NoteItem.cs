namespace Orchestration.Engine;

/// <summary>Something that the consumer of the mailbox has to do between two turns.</summary>
internal sealed class NoteItem(Action act) : IMailItem
{
    public IMailItem? Next { get; set; }

    public LiveExecution? Live { get; set; }

    public bool MustNotBeLost => false;

    public void Decide(Turn turn)
    {
    }

    public void Committed(Turn turn) => act();

    public void Failed(OrchestrationException error) => act();
}
