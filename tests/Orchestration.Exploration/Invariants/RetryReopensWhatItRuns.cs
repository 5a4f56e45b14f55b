
namespace Orchestration.Exploration.Invariants;

/// <summary>A retry of the failed actions reopens those that are closed and did not succeed; one of all actions reopens all. What succeeded keeps its output.</summary>
internal sealed class RetryReopensWhatItRuns : IEventInvariant
{
    public string? Check(EventStep step)
    {
        if (step.Event is not StageRetryRequested retry)
        {
            return null;
        }

        int first = step.Before.Structure.Stages[retry.StageIndex].FirstAction;
        int end = step.Before.Structure.Stages[retry.StageIndex].EndAction;
        for (int index = first; index < end; index++)
        {
            ActionStatus status = step.Before.Actions[index].Status;
            bool isOpen = status is ActionStatus.Pending or ActionStatus.Waiting or ActionStatus.Running or ActionStatus.Stopping;
            bool succeeded = status is (ActionStatus.Succeeded or ActionStatus.Ignored or ActionStatus.Skipped or ActionStatus.Reused) && step.Before.FindRollback(index) is null;
            ActionStatus expected = isOpen || (succeeded && retry.Mode == StageRetryMode.FailedActions) ? status : ActionStatus.Pending;
            if (step.After.Actions[index].Status != expected)
            {
                return $"action {index} was {status} and is {step.After.Actions[index].Status}; expected {expected}.";
            }
        }

        int notRun = Array.FindIndex(step.After.Stages, retry.StageIndex, stage => stage.Status == StageStatus.NotRun);
        return step.After.Intent is not null ? "an intent is still in force."
            : step.After.Status != ExecutionStatus.Running || step.After.Stages[retry.StageIndex].Status != (retry.AwaitsOrphans ? StageStatus.Waiting : StageStatus.Running) ? "it is not running."
            : notRun >= 0 && step.After.Start.Reapplies is null ? $"stage {notRun} stays not run."
            : null;
    }
}
