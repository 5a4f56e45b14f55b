using Orchestration.Definitions;
using Orchestration.Executions;

namespace Orchestration.Exploration.Invariants;

/// <summary>A stage and an execution close only when every node below them is closed.</summary>
internal sealed class ChildrenCloseFirst : IEventInvariant
{
    public string? Check(EventStep step) => step.Event switch
    {
        StageClosed e => OpenAction(step.Before, step.Before.Structure.Stages[e.StageIndex]),
        ExecutionClosed => OpenStage(step.Before) ?? step.Before.Structure.Stages.Select(stage => OpenAction(step.Before, stage)).FirstOrDefault(open => open is not null),
        _ => null,
    };

    private static string? OpenStage(ExecutionState state)
    {
        int open = Array.FindIndex(
            state.Stages,
            stage => stage.Status is StageStatus.Pending or StageStatus.Waiting or StageStatus.Running or StageStatus.Stopping);
        return open < 0 ? null : $"stage {open} is {state.Stages[open].Status}.";
    }

    private static string? OpenAction(ExecutionState state, StageStructure stage)
    {
        for (int index = stage.FirstAction; index < stage.EndAction; index++)
        {
            if (state.Actions[index].Status is ActionStatus.Pending or ActionStatus.Waiting or ActionStatus.Running or ActionStatus.Stopping)
            {
                return $"action {index} is {state.Actions[index].Status}.";
            }
        }

        return null;
    }
}
