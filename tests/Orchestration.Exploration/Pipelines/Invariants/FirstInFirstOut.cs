using System.Collections.Immutable;
using Orchestration.Definitions;
using Orchestration.Exploration.Pipelines.Worlds;

namespace Orchestration.Exploration.Pipelines.Invariants;

/// <summary>Who is let into a stage came before everybody who still waits for it.</summary>
internal sealed class FirstInFirstOut : IScopeCommitInvariant
{
    public string? Check(ScopeTurn turn, PipelineWorld after)
    {
        foreach (StageStructure stage in turn.World.IsScoped ? turn.World.Definition.Structure.Stages : [])
        {
            ImmutableArray<ExecutionId> before = turn.World.Told[stage.Index].Waiting;
            foreach (Participant one in turn.Participants.Where(one => Passes.Gate(one, stage.Index)))
            {
                int place = before.IndexOf(one.Draft.State.Id);
                IEnumerable<ExecutionId> ahead = before.Take(place < 0 ? before.Length : place);
                if (ahead.Any(other => after.Told[stage.Index].Waiting.Contains(other)))
                {
                    return $"{one.Draft.State.Id} enters {stage.Name} before [{string.Join(", ", ahead)}].";
                }
            }
        }

        return null;
    }
}
