using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Exploration.Rules;

namespace Orchestration.Exploration.Invariants;

/// <summary>How a stage closes is a function of the intent and of what is below it; the intent wins.</summary>
internal sealed class StageOutcome : IEventInvariant
{
    public string? Check(EventStep step)
    {
        if (step.Event is not StageClosed closed)
        {
            return null;
        }

        StageStatus[] expected = Expected(step.Before, step.Before.Structure.Stages[closed.StageIndex], closed);
        return expected.Contains(closed.Status) ? null : $"it closed as {closed.Status}; expected {string.Join(" or ", expected)}.";
    }

    private static StageStatus[] Expected(ExecutionState state, StageStructure stage, StageClosed closed)
    {
        StageStatus status = state.Stages[stage.Index].Status;
        bool entered = status is StageStatus.Running or StageStatus.Stopping or StageStatus.RollingBack || state.Stages[stage.Index] is { Status: StageStatus.Waiting, WaitsFor: StageWait.Orphans };
        if (state.Intent is { } intent)
        {
            if (ClosesAsReturned.Allows(state, intent))
            {
                return [OfIntent(intent.Outcome), .. Entered([state.Actions[0]])];
            }

            return !entered ? [StageStatus.NotRun] : state.Mark is not null && intent.Outcome < IntentOutcome.Failed ? [StageStatus.Failed] : [OfIntent(intent.Outcome)];
        }

        if (closed.Reason == ReasonCode.DefinitionMissing)
        {
            return state.Missing is null ? [] : entered ? [StageStatus.Failed] : [StageStatus.NotRun];
        }

        if (entered && state.Mark is not null)
        {
            return [StrategyRule.Forgives(StrategyRule.LastOf(stage, state.Structure)) ? StageStatus.Succeeded : StageStatus.Failed];
        }

        return entered ? Entered([.. state.Actions[stage.FirstAction..stage.EndAction].Where(action => !action.IsForgiven)]) : Unentered(state, stage, status, closed);
    }

    private static StageStatus OfIntent(IntentOutcome outcome) => outcome switch
    {
        IntentOutcome.Aborted => StageStatus.Aborted,
        IntentOutcome.Expired => StageStatus.Expired,
        _ => StageStatus.Stopped,
    };

    private static StageStatus[] Entered(ActionState[] actions) =>
        Array.Exists(actions, action => action.Status is ActionStatus.Failed or ActionStatus.Aborted or ActionStatus.Abandoned) ? [StageStatus.Failed]
        : Array.Exists(actions, action => action.Status == ActionStatus.Rejected) ? [StageStatus.Rejected]
        : Array.Exists(actions, action => action.Status == ActionStatus.Expired) ? [StageStatus.Expired]
        : Array.TrueForAll(actions, action => action.Status is ActionStatus.Succeeded or ActionStatus.Ignored or ActionStatus.Skipped) ? [StageStatus.Succeeded]
        : [];

    private static StageStatus[] Unentered(ExecutionState state, StageStructure stage, StageStatus status, StageClosed closed)
    {
        bool isSuperseded = closed.Reason == ReasonCode.Superseded && state.Structure.Mode == ExecutionMode.Supersede;
        bool isLeft = closed.Reason == ReasonCode.Reapplication && state.Start.Reapplies is not null;
        bool isBehindFailure = Array.Exists(
            state.Stages[..stage.Index], earlier => earlier.Status is StageStatus.Failed or StageStatus.Rejected or StageStatus.Expired);
        if (isSuperseded || isLeft || isBehindFailure)
        {
            return [StageStatus.NotRun];
        }

        ActionState[] actions = state.Actions[stage.FirstAction..stage.EndAction];
        if (status == StageStatus.Waiting)
        {
            bool skipped = Array.TrueForAll(actions, action => action.Status == ActionStatus.Skipped);
            bool notRun = Array.TrueForAll(actions, action => action.Status == ActionStatus.NotRun);
            return closed.Failure is null && skipped ? [StageStatus.Skipped] : closed.Failure is not null && notRun ? [StageStatus.Failed] : [];
        }

        return Array.TrueForAll(actions, action => action.Status is ActionStatus.Reused or ActionStatus.Skipped) ? [StageStatus.Reused, StageStatus.Skipped] : [];
    }
}
