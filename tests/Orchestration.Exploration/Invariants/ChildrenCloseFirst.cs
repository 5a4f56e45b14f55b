using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Exploration.Rules;

namespace Orchestration.Exploration.Invariants;

/// <summary>A stage and an execution close only when every node below them is closed.</summary>
internal sealed class ChildrenCloseFirst : IEventInvariant
{
    public string? Check(EventStep step) => step.Event switch
    {
        StageClosed e => OpenAction(step.Before, step.Before.Structure.Stages[e.StageIndex]),
        ExecutionClosed or FinalizingStarted => OpenStage(step.Before) ?? OpenStep(step) ?? step.Before.Structure.Stages.Select(stage => OpenAction(step.Before, stage)).FirstOrDefault(open => open is not null),
        _ => null,
    };

    private static string? OpenStage(ExecutionState state)
    {
        int open = Array.FindIndex(
            state.Stages,
            stage => Open.Is(stage.Status));
        return open < 0 ? null : $"stage {open} is {state.Stages[open].Status}.";
    }

    private static string? OpenStep(EventStep step) => step.Before.Step is null ? null : $"the {step.Before.Step.Kind} of {step.Before.Step.Node} still runs.";

    private static string? OpenAction(ExecutionState state, StageStructure stage)
    {
        for (int index = 0; index < state.ActionCount; index++)
        {
            if (state.ActionAt(index).Stage == stage && Open.Is(state.Actions[index].Status))
            {
                return $"action {index} is {state.Actions[index].Status}.";
            }
        }

        return null;
    }
}
