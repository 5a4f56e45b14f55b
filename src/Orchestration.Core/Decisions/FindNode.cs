using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Decisions;

/// <summary>Finds the stage or the action that a command names, or says that there is none.</summary>
internal static class FindNode
{
    public static OrchestrationException? Stage(ExecutionState state, Verb verb, string name, out StageStructure stage)
    {
        stage = state.Structure.FindStage(name)!;
        return stage is not null
            ? null
            : OrchestrationException.Refuse(ErrorCode.StageNotFound, verb, state.Target with { Stage = name }, "the pipeline has no such stage.");
    }

    public static OrchestrationException? Action(ExecutionState state, Verb verb, string stageName, string name, out ActionStructure action)
    {
        action = null!;
        if (Stage(state, verb, stageName, out StageStructure stage) is { } refusal)
        {
            return refusal;
        }
        action = stage.FindAction(name)!;
        return action is not null
            ? null
            : OrchestrationException.Refuse(
                ErrorCode.ActionNotFound, verb, state.Target with { Stage = stageName, Action = name }, "the stage has no such action.");
    }
}
