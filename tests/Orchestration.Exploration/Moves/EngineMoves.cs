using Orchestration.Executions;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

/// <summary>What running code, conditions and timers may send in a world.</summary>
internal static class EngineMoves
{
    public static IEnumerable<Move> Of(World world)
    {
        for (int action = 0; action < world.State.Actions.Length; action++)
        {
            foreach (Move move in OfAction(action, world.State.Actions[action], world.IsDraining))
            {
                yield return move;
            }
        }

        for (int stage = 0; stage < world.State.Stages.Length; stage++)
        {
            if (world.State.Stages[stage] is { Status: StageStatus.Waiting, WaitsFor: StageWait.Condition })
            {
                foreach (Reply reply in Enum.GetValues<Reply>())
                {
                    yield return new AnswerStageMove(stage, reply);
                }
            }
        }

        foreach (OrphanState orphan in world.State.Orphans)
        {
            if (orphan.Returned is null && orphan.Attempt.Epoch == world.Epoch)
            {
                yield return new CompleteMove(orphan.Attempt.ActionIndex, orphan.Attempt.Attempt, Ending.Success, IsOrphan: true);
                yield return new CompleteMove(orphan.Attempt.ActionIndex, orphan.Attempt.Attempt, Ending.Failure, IsOrphan: true);
                yield return new RegisterResourceMove(orphan.Attempt.ActionIndex, orphan.Attempt.Attempt);
            }
        }

        if (world.State.Intent?.Deadline is not null)
        {
            yield return new ElapseDeadlineMove();
        }

        if (world.State.Intent?.GraceUntil is not null)
        {
            yield return new ElapseGraceMove();
        }

        if (world.State.Approvals is not null)
        {
            yield return new ExpireApprovalsMove();
        }

        if (world.State.Retries is { Count: > 0 })
        {
            yield return new ElapseRetriesMove();
        }
    }

    private static IEnumerable<Move> OfAction(int index, ActionState action, bool isDraining)
    {
        if (action is { Status: ActionStatus.Waiting, WaitsFor: ActionWait.Condition })
        {
            foreach (Reply reply in Enum.GetValues<Reply>())
            {
                yield return new AnswerActionMove(index, reply);
            }
        }
        else if (action.Status is ActionStatus.Running or ActionStatus.Stopping)
        {
            yield return new CompleteMove(index, action.Attempt, Ending.Success, IsOrphan: false);
            yield return new CompleteMove(index, action.Attempt, Ending.Failure, IsOrphan: false);
            if (action.Status == ActionStatus.Stopping || isDraining)
            {
                yield return new CompleteMove(index, action.Attempt, Ending.Cancellation, IsOrphan: false);
            }

            yield return new RegisterResourceMove(index, action.Attempt);
        }
    }
}
