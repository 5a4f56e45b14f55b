using Orchestration.Executions;
using Orchestration.Exploration.Rules;

namespace Orchestration.Exploration.Invariants;

/// <summary>A closed status is final; a retry alone reopens: the execution, the stage, the actions it names, and later stages that were not run. Child actions are never opened again.</summary>
internal sealed class ClosedStaysClosed : IEventInvariant
{
    public string? Check(EventStep step)
    {
        StageRetryRequested? retry = step.Event as StageRetryRequested;
        if (step.Before.Closed is not null && retry is null && (step.After.Status != step.Before.Status || step.After.Closed != step.Before.Closed))
        {
            return $"the execution was {step.Before.Status} and is {step.After.Status}.";
        }

        for (int index = 0; index < step.Before.Stages.Length; index++)
        {
            ref StageState before = ref step.Before.Stages[index];
            if (!Open.Is(before.Status) && step.After.Stages[index].Status != before.Status && !Reopens(retry, index, before.Status))
            {
                return $"stage {index} was {before.Status} and is {step.After.Stages[index].Status}.";
            }
        }

        for (int index = 0; index < step.Before.ActionCount; index++)
        {
            ref ActionState before = ref step.Before.Actions[index];
            bool changed = step.After.Actions[index].Status != before.Status || step.After.Actions[index].Closed != before.Closed;
            if (!Open.Is(before.Status) && changed && !Reopens(step.Before, retry, index))
            {
                return $"action {index} was {before.Status} and is {step.After.Actions[index].Status}.";
            }
        }

        return null;
    }

    private static bool Reopens(StageRetryRequested? retry, int stage, StageStatus status) =>
        retry is not null && (stage == retry.StageIndex || (stage > retry.StageIndex && status == StageStatus.NotRun));

    private static bool Reopens(ExecutionState before, StageRetryRequested? retry, int action) =>
        retry is not null
        && (retry.Actions.Contains(action)
            || (action < before.Structure.Actions.Length && before.Structure.Actions[action].Stage.Index > retry.StageIndex && before.Actions[action].Status == ActionStatus.NotRun));
}
