using System.Collections.Immutable;
using Orchestration.Decisions;
using Orchestration.Exploration.Pipelines.Definitions;
using Orchestration.Exploration.Worlds;
using Orchestration.Pipelines;

namespace Orchestration.Exploration.Pipelines.Worlds;

/// <summary>One situation of a pipeline between two commits. Never changed.</summary>
internal sealed record PipelineWorld
{
    public required Pipeline Definition { get; init; }

    /// <summary>Its executions, in the order in which they were created.</summary>
    public ImmutableArray<Member> Members { get; init; } = [];

    /// <summary>The record as it is stored; turns work on a copy.</summary>
    public required PipelineState Locks { get; init; }

    /// <summary>By stage.</summary>
    public required ImmutableArray<Told> Told { get; init; }

    public required DateTimeOffset Now { get; init; }

    public long Epoch { get; init; } = 1;

    public bool IsDraining { get; init; }

    /// <summary>The execution whose definition the host has not; -1 where it has all.</summary>
    public int Missing { get; init; } = -1;

    public Spent Spent { get; init; }

    public int CommandsSent { get; init; } = 1;

    public bool IsScoped => Definition.Mode != ExecutionMode.Parallel;

    /// <summary>Everything is closed and no lock is held.</summary>
    public bool IsSettled => Members.All(member => member.IsClosed) && Locks.Lines.All(line => line.Holder is null);

    /// <summary>When the next timer that is not due yet comes due.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            IEnumerable<DateTimeOffset> times = Members.SelectMany(member => PendingTimes.Of(member.State)).Select(effect => effect.Due).Where(due => due > Now);
            return times.Any() ? times.Min() : null;
        }
    }

    public CommandBy By(int ahead) => new(new Guid(CommandsSent + 1 + ahead, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), "caller");

    public int IndexOf(ExecutionId execution)
    {
        for (int index = 0; index < Members.Length; index++)
        {
            if (Members[index].State.Id == execution)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>One of its executions, as the rules for a single one see it.</summary>
    public World Of(int member, Rivals? rivals) => new()
    {
        State = Members[member].State,
        Ancestors = Members[member].Ancestors,
        Accepted = Members[member].Accepted,
        Now = Now,
        Epoch = Epoch,
        IsDraining = IsDraining,
        CommandsSent = CommandsSent,
        Rivals = rivals,
    };
}
