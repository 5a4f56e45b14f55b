using Orchestration.Exploration.Moves;

namespace Orchestration.Exploration.Invariants;

/// <summary>
/// A refusal names verb, target, and the intent in force, unless the stage is not there at all; where a status is the cause, also
/// that one and those that would be allowed.
/// </summary>
internal sealed class RefusalsNameAll : IDecisionInvariant
{
    public string? Check(DecisionStep step)
    {
        if (step.Verdict.Refusal is not { } refusal || step.Move is not VerbMove verb)
        {
            return null;
        }

        bool isAboutStatus = refusal.Code is ErrorCode.NotStoppable or ErrorCode.AlreadyStopping or ErrorCode.StageNotStarted or ErrorCode.NotResumable
            || (refusal.Code == ErrorCode.StageNotRetryable && refusal.ActualStatus is not (nameof(StageStatus.Failed) or nameof(StageStatus.Stopped) or nameof(StageStatus.Expired) or nameof(StageStatus.Rejected)));
        return refusal.Verb != verb.Verb ? $"it names the verb {refusal.Verb}."
            : refusal.Target is not { } target || target.Execution != step.Before.Id || (target.Stage != verb.Stage && verb is not AnswerApprovalMove) ? $"it names the target {refusal.Target}."
            : refusal.Code is not (ErrorCode.StageNotFound or ErrorCode.ActionNotFound) && refusal.IntentInForce != step.Before.Intent?.Command.Id ? $"it names the intent {refusal.IntentInForce}; in force is {step.Before.Intent?.Command.Id}."
            : isAboutStatus && (refusal.ActualStatus is null || refusal.AllowedStatuses.Count == 0) ? $"it names the status {refusal.ActualStatus} and {refusal.AllowedStatuses.Count} allowed ones."
            : null;
    }
}
