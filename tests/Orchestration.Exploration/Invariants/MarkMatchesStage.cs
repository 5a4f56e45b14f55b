using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Exploration.Rules;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Invariants;

/// <summary>A marked stage is stopping, or undone; whatever is open in it is asked to end as failed, and nothing of it is still to start.</summary>
internal sealed class MarkMatchesStage : IWorldInvariant
{
    public string? Check(World world)
    {
        ExecutionState state = world.State;
        if (state.Mark is null)
        {
            return null;
        }

        StageStructure stage = state.Structure.Stages[state.CurrentStage];
        StageStatus status = state.Stages[stage.Index].Status;
        int free = Array.FindIndex(
            state.Structure.Actions,
            action => action.Stage == stage && Open.Is(state.Actions[action.Index].Status) && !(state.FindIntent(action.Index)?.Outcome >= IntentOutcome.Failed));
        return status is not (StageStatus.Stopping or StageStatus.RollingBack) ? $"stage {stage.Index} is marked and {status}."
            : free >= 0 ? $"action {free} of the marked stage is {state.Actions[free].Status}."
            : null;
    }
}
