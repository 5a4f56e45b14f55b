namespace Orchestration.Engine;

/// <summary>A due time has come. Whether it still means something is for the decision to say.</summary>
internal sealed class TimerItem(Action<Turn> decide) : IMailItem
{
    public IMailItem? Next { get; set; }

    public bool MustNotBeLost => true;

    public void Decide(Turn turn)
    {
        if (turn.Draft is not null)
        {
            decide(turn);
        }
    }

    public void Committed(Turn turn)
    {
    }

    public void Failed(OrchestrationException error)
    {
    }
}
