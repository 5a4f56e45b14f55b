using Orchestration.Exploration.Pipelines.Worlds;

namespace Orchestration.Exploration.Pipelines.Invariants;

/// <summary>A superseded execution waited at a stage that it had not entered, and whoever it names arrived there after it.</summary>
internal sealed class SupersededByNewer : IScopeCommitInvariant
{
    public string? Check(ScopeTurn turn, PipelineWorld after)
    {
        foreach (Participant one in turn.Participants)
        {
            if (one.Draft.Events.Find(happened => happened is ExecutionClosed { Status: ExecutionStatus.Superseded }) is ExecutionClosed closed
                && Check(turn, one, closed) is { } wrong)
            {
                return $"{one.Draft.State.Id} is superseded by {closed.SupersededBy}: {wrong}";
            }
        }

        return null;
    }

    private static string? Check(ScopeTurn turn, Participant one, ExecutionClosed closed)
    {
        int stage = turn.World.Told.ToList().FindIndex(told => told.Waiting.Contains(one.Draft.State.Id));
        stage = one.Draft.Events.OfType<StageWaiting>().LastOrDefault(waiting => waiting.For == StageWait.Entry)?.StageIndex ?? stage;
        Participant? newer = turn.Participants.FirstOrDefault(other => other.Draft.State.Id == closed.SupersededBy);
        return stage < 0 ? "it waited nowhere."
            : one.Draft.State.Stages[stage].EnteredAt is not null ? "it had entered the stage."
            : newer is null || !newer.Draft.Events.Exists(happened => happened is StageWaiting { For: StageWait.Entry } waiting && waiting.StageIndex == stage) ? "that one did not arrive there."
            : null;
    }
}
