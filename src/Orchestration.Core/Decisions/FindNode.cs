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

    /// <summary>By its number where the request names that, otherwise by stage and name.</summary>
    public static OrchestrationException? Action(ExecutionState state, Verb verb, AbortActionRequest request, out ActionStructure action)
    {
        if (request.ActionId is not { } id)
        {
            return Action(state, verb, request.Stage, request.Action, out action);
        }
        action = id >= 0 && id < state.ActionCount ? state.ActionAt(id) : null!;
        return action is not null
            ? null
            : OrchestrationException.Refuse(ErrorCode.ActionNotFound, verb, state.Target with { Action = $"#{id}" }, "the execution has no action of this number.");
    }

    public static OrchestrationException? Action(ExecutionState state, Verb verb, string stageName, string name, out ActionStructure action)
    {
        action = null!;
        if (Stage(state, verb, stageName, out StageStructure stage) is { } refusal)
        {
            return refusal;
        }
        action = state.FindAction(stage, name)!;
        return action is not null
            ? null
            : OrchestrationException.Refuse(
                ErrorCode.ActionNotFound, verb, state.Target with { Stage = stageName, Action = name }, "the stage has no such action.");
    }
}
