using Orchestration.Executions;
using Orchestration.Exploration.Invariants;
using Orchestration.Exploration.Pipelines.Invariants;
using Orchestration.Exploration.Pipelines.Worlds;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Pipelines.Walks;

/// <summary>Asks the rules of each single execution, and those of the pipeline.</summary>
internal sealed class ScopeInspector(Inspector inspector)
{
    /// <param name="turn">What is stored.</param>
    /// <param name="after">The world behind it.</param>
    public void Commit(ScopeTurn turn, PipelineWorld after)
    {
        foreach (Participant one in turn.Participants)
        {
            if (one.Draft.Events.Count > 0)
            {
                Participant(turn, after, one);
            }
        }

        foreach (IScopeCommitInvariant invariant in ScopeInvariants.OfCommits)
        {
            Report(invariant, invariant.Check(turn, after));
        }
    }

    public void World(PipelineWorld world)
    {
        for (int member = 0; member < world.Members.Length; member++)
        {
            if (world.Members[member].State.ContinuedBy is null)
            {
                inspector.World(world.Of(member, rivals: null));
            }
        }

        foreach (IScopeInvariant invariant in ScopeInvariants.OfWorlds)
        {
            Report(invariant, invariant.Check(world));
        }
    }

    private void Participant(ScopeTurn turn, PipelineWorld after, Participant one)
    {
        Draft draft = one.Draft;
        inspector.Events(turn.OriginOf(one), one.Before ?? new ExecutionState(draft.State.Id, draft.State.Start), draft.Events, draft.State);
        if (one.Before is not null)
        {
            Turn alone = new(turn.World.Of(one.Index, rivals: null), draft.State, [.. draft.Events]) { IsRecovery = one.IsRecovered };
            inspector.Commit(alone, after.Of(one.Index, rivals: null));
        }
    }

    private void Report(IInvariant invariant, string? what)
    {
        if (what is not null)
        {
            inspector.Report(invariant.GetType().Name, what);
        }
    }
}
