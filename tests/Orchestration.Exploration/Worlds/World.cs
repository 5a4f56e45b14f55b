using System.Collections.Immutable;
using Orchestration.Decisions;
using Orchestration.Executions;

namespace Orchestration.Exploration.Worlds;

/// <summary>One situation between two turns: what is stored, what time it is, and what the host does. Never changed.</summary>
internal sealed record World
{
    /// <summary>The newest execution of the lineage, as replaying its stored events gives it.</summary>
    public required ExecutionState State { get; init; }

    /// <summary>The earlier executions of the lineage, newest first.</summary>
    public ImmutableArray<ExecutionState> Ancestors { get; init; } = [];

    public required DateTimeOffset Now { get; init; }

    /// <summary>The number of the host that owns the execution; code of earlier hosts has ended.</summary>
    public long Epoch { get; init; } = 1;

    /// <summary>The host shuts down.</summary>
    public bool IsDraining { get; init; }

    public Used Used { get; init; }

    /// <summary>The verbs that the newest execution accepted.</summary>
    public ImmutableArray<Sent> Accepted { get; init; } = [];

    /// <summary>Gives every command an id of its own; the first is the start's.</summary>
    public int CommandsSent { get; init; } = 1;

    /// <summary>What it shares with other executions; null where it shares nothing.</summary>
    public Rivals? Rivals { get; init; }

    /// <summary>How it closes, where the return of its root has decided that.</summary>
    public RootReturn? Returned { get; init; }

    public bool IsClosed => State.Closed is not null;

    /// <summary>When the next timer that is not due yet comes due.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            DateTimeOffset? next = null;
            foreach (Effect effect in PendingTimes.Of(State))
            {
                if (effect.Due > Now && !(next <= effect.Due))
                {
                    next = effect.Due;
                }
            }

            return next;
        }
    }

    public CommandBy By(int ahead) => new(new Guid(CommandsSent + 1 + ahead, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), "caller");
}
