using Orchestration.Exploration.Pipelines.Worlds;

namespace Orchestration.Exploration.Pipelines.Invariants;

/// <summary>Whatever a step means for the others is a part of it: looking at all of them again changes nothing. So a lost commit leaves what was before.</summary>
internal sealed class NothingIsOwed : IScopeInvariant
{
    public string? Check(PipelineWorld world)
    {
        if (!world.IsScoped)
        {
            return null;
        }

        ScopeTurn turn = new(world);
        for (int member = 0; member < world.Members.Length; member++)
        {
            turn.Enter(member);
        }

        turn.Follow();
        Participant? changed = turn.Participants.FirstOrDefault(one => one.Draft.Events.Count > 0);
        return changed is not null ? $"{changed.Draft.State.Id} goes on when it is looked at: {changed.Draft.Events[0].GetType().Name}."
            : turn.Locks.IsTouched ? "the record changes when it is looked at."
            : null;
    }
}
