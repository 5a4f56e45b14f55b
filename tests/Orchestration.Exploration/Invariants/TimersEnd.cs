using Orchestration.Decisions;
using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Invariants;

/// <summary>What is due changes something when its time is decided, so that no timer is due for ever and hides those behind it.</summary>
internal sealed class TimersEnd : IWorldInvariant
{
    public string? Check(World world)
    {
        if (world.IsDraining || !world.State.HasTimes || !PendingTimes.Of(world.State).Any(effect => effect.Due <= world.Now))
        {
            return null;
        }

        Draft draft = new(world.State.Clone(), world.Now, world.Epoch);
        DriveStop.Decide(draft);
        Effect due = Due(draft);
        while (due.Due != default)
        {
            int before = draft.Events.Count;
            ElapseTime.Decide(draft);
            DriveStop.Decide(draft);
            if (draft.Events.Count == before)
            {
                return $"{due.Kind} of {due.Node} is due since {due.Due:T} and stays due.";
            }

            due = Due(draft);
        }

        return null;
    }

    private static Effect Due(Draft draft) => PendingTimes.Of(draft.State).FirstOrDefault(effect => effect.Due <= draft.Now);
}
