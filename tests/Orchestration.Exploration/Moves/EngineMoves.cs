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
        for (int action = 0; action < world.State.ActionCount; action++)
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

        foreach (Move move in world.State.Orphans.Where(orphan => orphan.Epoch == world.Epoch).SelectMany(orphan => OfOrphan(world.State, orphan)))
        {
            yield return move;
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

    private static IEnumerable<Move> OfOrphan(ExecutionState state, OrphanState orphan)
    {
        if (orphan is not { Returned: null, IsRollback: false })
        {
            yield break;
        }

        (int action, int attempt) = (orphan.Attempt.ActionIndex, orphan.Attempt.Attempt);
        yield return new CompleteMove(action, attempt, Ending.Success, IsOrphan: true);
        if (!state.ActionAt(action).IsChild)
        {
            yield return new CompleteMove(action, attempt, Ending.Failure, IsOrphan: true);
        }

        foreach (Move move in Registrations(state, action, attempt))
        {
            yield return move;
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
        else if ((action.Status is ActionStatus.Running or ActionStatus.Stopping) && !state.HasReturned(index))
        {
            foreach (Ending ending in Endings(state, index, isDraining))
            {
                yield return new CompleteMove(index, action.Attempt, ending, IsOrphan: false);
            }

            foreach (Move move in Registrations(state, index, action.Attempt))
            {
                yield return move;
            }
        }
    }

    /// <summary>How it may return. What a child throws that is signalled is only kept for diagnosis.</summary>
    private static IEnumerable<Ending> Endings(ExecutionState state, int index, bool isDraining)
    {
        ActionStructure action = state.ActionAt(index);
        bool isSignalled = state.Actions[index].Status == ActionStatus.Stopping;
        yield return Ending.Success;
        if (!(action.IsChild && isSignalled))
        {
            yield return Ending.Failure;
        }

        bool mayRetry = (action.IsChild || state.Structure.IsRoot) && action.OnFailure is not null && !isSignalled;
        if (mayRetry || (!action.IsChild && MayIntervene(action, state.Structure)))
        {
            yield return Ending.FatalFailure;
        }

        if (isSignalled || isDraining)
        {
            yield return Ending.Cancellation;
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
