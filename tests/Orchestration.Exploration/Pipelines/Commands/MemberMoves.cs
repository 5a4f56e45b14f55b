using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Exploration.Moves;
using Orchestration.Exploration.Pipelines.Worlds;

namespace Orchestration.Exploration.Pipelines.Commands;

/// <summary>What may be sent to one execution: a part of what the walks of a single one try, so that several fit.</summary>
internal static class MemberMoves
{
    private static readonly Move[] Stops =
    [
        new StopMove(StopMode.Wait),
        new StopMove(StopMode.Cancel) { Grace = TimeSpan.FromSeconds(30) },
        new StopMove(StopMode.Abandon),
    ];

    public static IEnumerable<Move> Of(PipelineWorld world, int member)
    {
        ExecutionState state = world.Members[member].State;
        IEnumerable<Move> byItself = EngineMoves.Of(world.Of(member, rivals: null)).Where(move => IsTold(move, state));
        return state.Closed is null ? [.. byItself, .. OfOpen(state), .. OfRetries(world, member)] : [.. byItself, .. OfRetries(world, member), .. OfResumes(world, member)];
    }

    /// <summary>Nothing runs and nobody is asked without the definition. Orphans count where somebody waits for them; cancelled code returns in one way.</summary>
    private static bool IsTold(Move move, ExecutionState state) => move switch
    {
        RegisterResourceMove register => register.IsReleased && state.Missing is null,
        ReturnStepMove step => state.Missing is null && step.Ending != Ending.Cancellation,
        CompleteMove { IsOrphan: true, Ending: var ending } => ending == Ending.Success && state.Structure.Unlock == UnlockPolicy.AfterOrphansSettle,
        CompleteMove complete => state.Missing is null && (state.Actions[complete.Action].Status == ActionStatus.Stopping) == (complete.Ending == Ending.Cancellation),
        AnswerActionMove or AnswerStageMove => state.Missing is null,
        _ => true,
    };

    private static IEnumerable<Move> OfOpen(ExecutionState state)
    {
        foreach (ActionStructure action in state.Structure.Actions)
        {
            if (state.Actions[action.Index].IsAskingApproval)
            {
                foreach (VerbMove answer in VerbMoves.OfApproval(action.Index))
                {
                    yield return answer;
                }
            }
        }

        yield return new PauseMove();
        yield return new UnpauseMove();
        foreach (Move stop in Stops)
        {
            yield return stop;
        }

        if (state.Structure.Finalizers is not null)
        {
            yield return new StopMove(StopMode.Wait) { RunFinalizers = true };
        }
    }

    /// <summary>Also of a stage that somebody else has entered since.</summary>
    private static IEnumerable<Move> OfRetries(PipelineWorld world, int member)
    {
        ExecutionState state = world.Members[member].State;
        foreach (StageStructure stage in state.Structure.Stages)
        {
            StageStatus status = state.Stages[stage.Index].Status;
            if (status is StageStatus.Failed or StageStatus.Stopped or StageStatus.Rejected or StageStatus.Expired or StageStatus.Running)
            {
                yield return new RetryStageMove(StageRetryMode.FailedActions) { Stage = stage.Name, Registered = RegisteredFor(world, member) };
                yield return new RetryStageMove(StageRetryMode.AllActions) { Stage = stage.Name, Registered = RegisteredFor(world, member) };
            }
        }
    }

    private static IEnumerable<Move> OfResumes(PipelineWorld world, int member) =>
        world.Members[member].State.Structure.Stages.Select(stage => new ResumeMove { Stage = stage.Name, Registered = RegisteredFor(world, member) });

    private static Registered RegisteredFor(PipelineWorld world, int member) => world.Missing == member ? Registered.Missing : Registered.Same;
}
