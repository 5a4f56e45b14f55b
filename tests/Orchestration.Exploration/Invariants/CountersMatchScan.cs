using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Exploration.Rules;
using Orchestration.Exploration.Worlds;

namespace Orchestration.Exploration.Invariants;

/// <summary>Counters and cursors say what a full scan says.</summary>
internal sealed class CountersMatchScan : IWorldInvariant
{
    public string? Check(World world)
    {
        ExecutionState state = world.State;
        int current = Array.FindIndex(
            state.Stages, stage => Open.Is(stage.Status));
        if (state.CurrentStage != (current < 0 ? state.Stages.Length : current))
        {
            return $"the current stage is {state.CurrentStage}; the first open one is {current}.";
        }

        foreach (StageStructure stage in state.Structure.Stages)
        {
            if (Check(state, stage, state.Stages[stage.Index]) is { } wrong)
            {
                return $"stage {stage.Index}: {wrong}";
            }
        }

        return TreeMatchesScan.Check(state);
    }

    private static string? Check(ExecutionState state, StageStructure stage, StageState stageState)
    {
        ActionState[] actions = state.Actions[stage.FirstAction..stage.EndAction];
        foreach (ActionStatus status in Enum.GetValues<ActionStatus>())
        {
            int count = actions.Count(action => action.Status == status);
            if (stageState.Counts.Of(status) != count)
            {
                return $"{stageState.Counts.Of(status)} actions are counted as {status}; {count} are.";
            }
        }

        int forgiven = actions.Count(action => action.Closed is ActionClosed { IsForgiven: true });
        if (stageState.Counts.Forgiven != forgiven)
        {
            return $"{stageState.Counts.Forgiven} actions are counted as forgiven; {forgiven} are.";
        }

        int pending = Array.FindIndex(actions, action => action.Status == ActionStatus.Pending);
        int expected = pending < 0 ? stage.EndAction : stage.FirstAction + pending;
        return stageState.Cursor == expected ? null : $"the cursor is at {stageState.Cursor}; expected {expected}.";
    }
}
