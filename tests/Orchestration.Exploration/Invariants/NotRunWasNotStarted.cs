namespace Orchestration.Exploration.Invariants;

/// <summary>What closes as not run or skipped had not been started in this run of its stage.</summary>
internal sealed class NotRunWasNotStarted : IEventInvariant
{
    public string? Check(EventStep step) => step.Event switch
    {
        ActionClosed { Status: ActionStatus.NotRun or ActionStatus.Skipped } e
            when step.Before.Actions[e.ActionIndex].Status is not (ActionStatus.Pending or ActionStatus.Waiting) => $"it was {step.Before.Actions[e.ActionIndex].Status}.",
        StageClosed { Status: StageStatus.NotRun or StageStatus.Skipped } e
            when step.Before.Stages[e.StageIndex].Status is not (StageStatus.Pending or StageStatus.Waiting) => $"it was {step.Before.Stages[e.StageIndex].Status}.",
        _ => null,
    };
}
