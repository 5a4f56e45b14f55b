using Orchestration.Decisions;
using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Exploration.Rules;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Moves;

/// <summary>What running code, conditions and timers may send in a world.</summary>
internal static class EngineMoves
{
    public static IEnumerable<Move> Of(World world)
    {
        for (int action = 0; action < world.State.Actions.Length; action++)
        {
            foreach (Move move in OfAction(world.State, action, world.IsDraining))
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
            if (orphan is { Returned: null, IsRollback: false } && orphan.Epoch == world.Epoch)
            {
                yield return new CompleteMove(orphan.Attempt.ActionIndex, orphan.Attempt.Attempt, Ending.Success, IsOrphan: true);
                yield return new CompleteMove(orphan.Attempt.ActionIndex, orphan.Attempt.Attempt, Ending.Failure, IsOrphan: true);
                foreach (Move move in Registrations(world.State, orphan.Attempt.ActionIndex, orphan.Attempt.Attempt))
                {
                    yield return move;
                }
            }
        }

        if (world.State.Step is { } step && step.Epoch == world.Epoch)
        {
            yield return new ReturnStepMove(step.Number, Ending.Success);
            yield return new ReturnStepMove(step.Number, Ending.Failure);
            if (step.GraceUntil is not null || world.IsDraining)
            {
                yield return new ReturnStepMove(step.Number, Ending.Cancellation);
            }
        }

        if (world.State.HasTimes && PendingTimes.Of(world.State).Any())
        {
            yield return new ElapseTimeMove();
        }
    }

    private static IEnumerable<Move> OfAction(ExecutionState state, int index, bool isDraining)
    {
        ActionState action = state.Actions[index];
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
            if (MayIntervene(state.Structure.Actions[index], state.Structure))
            {
                yield return new CompleteMove(index, action.Attempt, Ending.FatalFailure, IsOrphan: false);
            }

            if (action.Status == ActionStatus.Stopping || isDraining)
            {
                yield return new CompleteMove(index, action.Attempt, Ending.Cancellation, IsOrphan: false);
            }

            foreach (Move move in Registrations(state, index, action.Attempt))
            {
                yield return move;
            }
        }
    }

    /// <summary>Each action has one resource, which is registered again once it was released.</summary>
    private static IEnumerable<Move> Registrations(ExecutionState state, int action, int attempt)
    {
        bool isReleased = state.Structure.Release is not null;
        if (!isReleased || !state.LeftBehind.Any(resource => resource.Registered.ActionIndex == action))
        {
            yield return new RegisterResourceMove(action, attempt, isReleased);
        }
    }

    /// <summary>Whether a person may be asked what follows a failure of the action.</summary>
    public static bool MayIntervene(ActionStructure action, PipelineStructure pipeline) =>
        StrategyRule.ChainOf(action, pipeline).Any(strategy => strategy.Kind == FailureStrategyKind.Intervene);
}
