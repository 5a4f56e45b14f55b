using Orchestration.Executions;
using Orchestration.Exploration.Rules;

namespace Orchestration.Exploration.Invariants;

/// <summary>
/// A failure that stands is followed by what its strategy, or a person, says, unless the execution is asked to end or the stage is marked. Of
/// several failures of a drained stage the strongest strategy acts; a stop prevents it.
/// </summary>
internal sealed class StrategyActs : IEventInvariant
{
    public string? Check(EventStep step) => step.Event switch
    {
        ActionClosed e when IsFailure(e) => OfAction(step.Before, e),
        StageClosed e when step.Before.Intent is null && step.Before.Stages[e.StageIndex].Status is StageStatus.Running or StageStatus.Stopping && e.Reason != ReasonCode.DefinitionMissing =>
            Acts(step.Before, e.StageIndex, null),
        StageRollingBack { Strategy: { } strategy } e => Acts(step.Before, e.StageIndex, strategy),
        StopDecided { Outcome: IntentOutcome.Aborted } => Acts(step.Before, step.Before.CurrentStage, FailureStrategyKind.Abort),
        _ => null,
    };

    private static bool IsFailure(ActionClosed e) =>
        (e.Status is ActionStatus.Failed or ActionStatus.Expired or ActionStatus.Rejected or ActionStatus.Aborted or ActionStatus.Abandoned || e.Reason == ReasonCode.FailureForgiven)
        && e.Reason is not (ReasonCode.DefinitionMissing or ReasonCode.HostEnded);

    private static string? OfAction(ExecutionState before, ActionClosed e)
    {
        FailureStrategyKind kind = before is { Intent: null, Mark: null } && !before.ActionAt(e.ActionIndex).IsChild ? Expected(before, e) : FailureStrategyKind.Fail;
        bool forgives = StrategyRule.Forgives(kind);
        bool isTorn = e.Status is ActionStatus.Aborted or ActionStatus.Abandoned;
        bool isRight = forgives
            ? isTorn ? e.IsForgiven : e.Reason == ReasonCode.FailureForgiven && e.Status == (kind == FailureStrategyKind.Ignore ? ActionStatus.Ignored : ActionStatus.Succeeded)
            : !e.IsForgiven && e.Reason != ReasonCode.FailureForgiven && e.Strategy == (kind == FailureStrategyKind.Fail ? null : kind);
        return isRight ? null : $"{kind} is to follow; it is {e.Status} ({e.Reason}) and {e.Strategy?.ToString() ?? "nothing"} follows.";
    }

    private static FailureStrategyKind Expected(ExecutionState before, ActionClosed e)
    {
        AcceptedCommand? answer = before.Commands.Find(command => command.Sequence == before.Version && command.Verb == Verb.Intervene);
        Intervention? choice = answer is null ? null : Enum.GetValues<Intervention>().Single(one => answer.Content.Contains($"choice={one} ", StringComparison.Ordinal));
        return choice switch
        {
            null => StrategyRule.LastOf(before.Structure.Actions[e.ActionIndex], before.Structure),
            Intervention.Ignore => FailureStrategyKind.Ignore,
            Intervention.Succeed => FailureStrategyKind.Succeed,
            Intervention.RollbackStage => FailureStrategyKind.RollbackStage,
            Intervention.RollbackPipeline => FailureStrategyKind.RollbackPipeline,
            Intervention.Abort => FailureStrategyKind.Abort,
            _ => FailureStrategyKind.Fail,
        };
    }

    private static string? Acts(ExecutionState before, int stage, FailureStrategyKind? kind)
    {
        FailureStrategyKind? expected = before.Intent is null ? StrategyRule.Of(before, before.Structure.Stages[stage]) : null;
        return kind == expected ? null : $"{expected?.ToString() ?? "nothing"} is to follow, not {kind?.ToString() ?? "nothing"}.";
    }
}
