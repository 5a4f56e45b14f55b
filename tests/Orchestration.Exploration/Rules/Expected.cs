using Orchestration.Executions;
using Orchestration.Exploration.Moves;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Rules;

/// <summary>What a verb should be answered, said once more and apart from the engine: the codes that it may be refused with; none if it is accepted.</summary>
internal static class Expected
{
    public static ErrorCode[] Of(VerbMove move, World world, ExecutionState state) => move switch
    {
        StoppingMove stopping => StoppingRule.Of(stopping, state),
        EndingMove ofAction => StopActionRule.Of(ofAction, state),
        InterveneMove intervene => InterveneRule.Of(intervene, state),
        PauseMove => PauseRule.OfPause(state),
        UnpauseMove => PauseRule.OfUnpause(state),
        ReleaseResourcesMove => PauseRule.OfRelease(state),
        RetryStageMove retry => RetryRule.Of(retry, state, world.Rivals),
        AnswerApprovalMove answer => ApprovalRule.Of(answer, state),
        ResumeMove resume => ResumeRule.Of(resume, state, world.Ancestors),
        _ => throw new NotSupportedException($"No rule for {move}."),
    };
}
