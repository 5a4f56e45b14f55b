using Orchestration.Executions;
using Orchestration.Exploration.Pipelines.Worlds;

namespace Orchestration.Exploration.Pipelines.Invariants;

/// <summary>Only an execution of the mode <see cref="ExecutionMode.Supersede"/> is superseded; it has nothing in flight, and its earlier stages succeeded.</summary>
internal sealed class SupersededRanNothing : IScopeInvariant
{
    public string? Check(PipelineWorld world)
    {
        foreach (Member member in world.Members)
        {
            ExecutionState state = member.State;
            if (state.Status != ExecutionStatus.Superseded)
            {
                continue;
            }

            bool isQuiet = Array.TrueForAll(state.Actions, action => action.Status is not (ActionStatus.Running or ActionStatus.Stopping or ActionStatus.Waiting or ActionStatus.Pending));
            bool isWhole = Array.TrueForAll(
                state.Stages, stage => stage.Status is StageStatus.Succeeded or StageStatus.Skipped or StageStatus.Reused or StageStatus.NotRun);
            if (world.Definition.Mode != ExecutionMode.Supersede || !isQuiet || !isWhole || state.Intent is not null)
            {
                return $"{state.Id} is superseded with [{string.Join(", ", state.Stages.Select(stage => stage.Status))}] and [{string.Join(", ", state.Actions.Select(action => action.Status))}].";
            }
        }

        return null;
    }
}
