using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Exploration.Moves;

namespace Orchestration.Exploration.Rules;

/// <summary>A person picks once, while the failure waits for it; a stop ends the waiting.</summary>
internal static class InterveneRule
{
    public static ErrorCode[] Of(InterveneMove move, ExecutionState state)
    {
        ActionStructure? action = Array.Find(state.Structure.Actions, action => action.Stage.Name == move.Stage && action.Name == move.Action);
        if (action is null)
        {
            return [ErrorCode.StageNotFound, ErrorCode.ActionNotFound];
        }

        bool isAsked = state.Actions[action.Index] is { Status: ActionStatus.Waiting, WaitsFor: ActionWait.Intervention };
        return isAsked && state.Intent is null ? [] : state.Intent is null ? [ErrorCode.Conflict] : [ErrorCode.AlreadyStopping];
    }
}
