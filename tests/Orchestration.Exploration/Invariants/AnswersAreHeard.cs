using Orchestration.Executions;
using Orchestration.Exploration.Moves;

namespace Orchestration.Exploration.Invariants;

/// <summary>An answer that is waited for decides; one under an intent, or to nobody, changes nothing, and none starts anything in a host that shuts down.</summary>
internal sealed class AnswersAreHeard : IDecisionInvariant
{
    public string? Check(DecisionStep step) => step.Move switch
    {
        AnswerActionMove move => Check(step, move.Reply, step.Before.Actions[move.Action] is { Status: ActionStatus.Waiting, WaitsFor: ActionWait.Condition }, OfAction(step.After, move)),
        AnswerStageMove move => Check(step, move.Reply, step.Before.Stages[move.Index] is { Status: StageStatus.Waiting, WaitsFor: StageWait.Condition }, OfStage(step.After, move)),
        _ => null,
    };

    private static string? Check(DecisionStep step, Reply reply, bool isAsked, string? wrong)
    {
        bool isHeard = isAsked && step.Before.Intent is null && (reply != Reply.Yes || !(step.World.IsDraining || step.Before.Status is ExecutionStatus.Pausing or ExecutionStatus.Paused));
        return isHeard ? wrong : step.Events.Count == 0 ? null : "an answer that nobody waits for is recorded.";
    }

    private static string? OfAction(ExecutionState after, AnswerActionMove move)
    {
        ActionStatus expected = move.Reply switch
        {
            Reply.Yes => after.Structure.Actions[move.Action].IsApproval ? ActionStatus.Waiting : ActionStatus.Running,
            Reply.No => ActionStatus.Skipped,
            _ => ActionStatus.Failed,
        };
        ActionStatus status = after.Actions[move.Action].Status;
        return status == expected ? null : $"the action is {status}; expected {expected}.";
    }

    private static string? OfStage(ExecutionState after, AnswerStageMove move)
    {
        StageStatus expected = move.Reply switch
        {
            Reply.Yes => StageStatus.Running,
            Reply.No => StageStatus.Skipped,
            _ => StageStatus.Failed,
        };
        StageStatus status = after.Stages[move.Index].Status;
        return status == expected ? null : $"the stage is {status}; expected {expected}.";
    }
}
