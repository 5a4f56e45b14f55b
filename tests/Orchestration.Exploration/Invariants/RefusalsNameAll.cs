using Orchestration.Executions;
using Orchestration.Exploration.Moves;
using Orchestration.Exploration.Rules;

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
            or ErrorCode.ActionNotStarted or ErrorCode.AlreadyPaused or ErrorCode.NotPaused or ErrorCode.NotPausable or ErrorCode.StillRunning
            || (refusal.Code == ErrorCode.StageNotRetryable && refusal.ActualStatus is not (nameof(StageStatus.Failed) or nameof(StageStatus.Stopped) or nameof(StageStatus.Expired) or nameof(StageStatus.Rejected)));
        return refusal.Verb != verb.Verb ? $"it names the verb {refusal.Verb}."
            : refusal.Target is not { } target ? "it names no target."
            : !IsOfRoot(verb, step.Before) && (target.Execution != step.Before.Id || (target.Stage != verb.Stage && verb is not AnswerApprovalMove) || (verb.Action is not null && target.Action != verb.Action && refusal.Code != ErrorCode.StageNotFound)) ? $"it names the target {refusal.Target}."
            : refusal.Code is not (ErrorCode.StageNotFound or ErrorCode.ActionNotFound) && !InForce(verb, step.Before).Contains(refusal.IntentInForce) ? $"it names the intent {refusal.IntentInForce}; in force is {InForce(verb, step.Before)[0]}."
            : isAboutStatus && (refusal.ActualStatus is null || refusal.AllowedStatuses.Count == 0) ? $"it names the status {refusal.ActualStatus} and {refusal.AllowedStatuses.Count} allowed ones."
            : null;
    }

    /// <summary>To abort the root of a root run is to abort the execution, which is the target then.</summary>
    private static bool IsOfRoot(VerbMove verb, ExecutionState state) => state.Structure.IsRoot && verb is AbortActionMove && verb.Action == state.Structure.Actions[0].Name;

    /// <summary>The intents of the execution, and of the action or the stage that was addressed.</summary>
    private static Guid?[] InForce(VerbMove verb, ExecutionState state)
    {
        int addressed = TreeRule.Find(state, verb.Stage, verb.Action)?.Index ?? -1;
        List<Guid?> own = [];
        if (verb is EndingMove and not StoppingMove)
        {
            own.AddRange((addressed < 0 ? [] : TreeRule.Ends(state, addressed)).Select(one => one.Command?.CallerId));
            own.AddRange(state.Mark is { } mark && verb.Action is null ? [mark.Command.Id] : []);
        }

        return [state.Intent?.Command.CallerId, .. own];
    }
}
