using System.Collections.Immutable;
using Orchestration.Executions;
using Orchestration.Pipelines;

namespace Orchestration.Exploration.Pipelines.Worlds;

/// <summary>Stores a turn: the world behind it.</summary>
internal static class ScopeCommit
{
    private const int IdsOfATurn = 2;

    /// <param name="turn">What was decided.</param>
    /// <param name="locks">The record behind it.</param>
    /// <param name="stateOf">The state of a changed execution.</param>
    public static PipelineWorld Of(ScopeTurn turn, PipelineState locks, Func<Participant, ExecutionState> stateOf)
    {
        ImmutableArray<Member>.Builder members = turn.World.Members.ToBuilder();
        foreach (Participant one in turn.Participants)
        {
            if (one.Before is not null && one.Draft.Events.Count > 0)
            {
                Member before = turn.World.Members[one.Index];
                members[one.Index] = before with { State = stateOf(one), Accepted = before.Accepted.AddRange(one.Accepted) };
            }
        }

        foreach (Participant one in turn.Participants.Where(one => one.Before is null))
        {
            members.Add(Begin(one, stateOf(one), members));
        }

        PipelineWorld after = turn.World with { Members = members.ToImmutable(), Locks = locks, CommandsSent = turn.World.CommandsSent + IdsOfATurn };
        return after with { Told = [.. Enumerable.Range(0, after.Told.Length).Select(stage => Tell(turn, after, stage))] };
    }

    private static Member Begin(Participant one, ExecutionState state, ImmutableArray<Member>.Builder members)
    {
        Member? origin = one.Origin is null ? null : members[one.Origin.Index];
        return origin is null
            ? new Member(state)
            : new Member(state) { Ancestors = one.IsResume ? origin.Ancestors.Insert(0, origin.State) : [], Sources = origin.Sources.Insert(0, origin.State) };
    }

    /// <summary>Who came in the same commit has no order of its own events; there the record's is taken.</summary>
    private static Told Tell(ScopeTurn turn, PipelineWorld after, int stage)
    {
        ExecutionId[] waiting = [.. after.Members.Where(member => Stands.WaitsForEntry(member.State, stage)).Select(member => member.State.Id)];
        ImmutableArray<ExecutionId> before = turn.World.Told[stage].Waiting;
        List<StageOccupant> line = after.Locks.Find(after.Definition.Structure.Stages[stage].Name)?.Waiting ?? [];
        return new Told(
            [
                .. before.Where(waiting.Contains),
                .. waiting.Where(id => !before.Contains(id)).OrderBy(id => line.FindIndex(occupant => occupant.Execution == id)),
            ],
            turn.EnteredLast(stage));
    }
}
