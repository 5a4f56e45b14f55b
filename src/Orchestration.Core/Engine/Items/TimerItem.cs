using Orchestration.Decisions;

namespace Orchestration.Engine;

/// <summary>A due time has come. Whether it still means something is for the decisions to say.</summary>
internal sealed class TimerItem(DateTimeOffset due) : IMailItem
{
    public IMailItem? Next { get; set; }

    public LiveExecution? Live { get; set; }

    public bool MustNotBeLost => true;

    public void Decide(Turn turn)
    {
        if (turn.Draft is { } draft)
        {
            ElapseTime.Decide(draft);
        }
    }

    public void Committed(Turn turn) => turn.Live!.Effects.TimerElapsed(due, turn.Now, turn.Draft is { Events.Count: > 0 });

    public void Failed(OrchestrationException error)
    {
    }
}
