using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>CodePipeline's retry: a stage runs again in the same execution.</summary>
internal static class RetryStage
{
    public static OrchestrationException? Check(ExecutionState state, string stageName, StageRetryMode mode, CurrentDefinition definition)
    {
        Target target = state.Target with { Stage = stageName };
        if (state.Structure.FindStage(stageName) is not { } stage)
        {
            return OrchestrationException.Refuse(ErrorCode.StageNotFound, Verb.RetryStage, target, "the pipeline has no such stage.");
        }

        if (state.ContinuedBy is { } continued)
        {
            return OrchestrationException.Refuse(ErrorCode.NotLatestExecution, Verb.RetryStage, target, $"execution {continued.By} continues it.");
        }

        return CheckStatus(state, stage, mode, target)
            ?? definition.Check(state, Verb.RetryStage, target)
            ?? CheckWork(state, stage, mode, target);
    }

    public static Verdict Decide(Draft draft, RetryStageRequest request, CurrentDefinition definition, CommandBy by)
    {
        ExecutionState state = draft.State;
        string content = CommandContent.OfRetryStage(request.Stage, request.Mode, request.Reason);
        if (Repetition.Find(state, Verb.RetryStage, by.Id, content) is { } known)
        {
            return known;
        }

        OrchestrationException? refusal = Repetition.CheckVersion(state, Verb.RetryStage, request.ExpectedVersion)
            ?? Check(state, request.Stage, request.Mode, definition);
        if (refusal is not null)
        {
            return refusal;
        }

        StageStructure stage = state.Structure.FindStage(request.Stage)!;
        draft.Emit(new StageRetryRequested
        {
            CommandId = by.Id,
            Actor = by.Actor,
            Reason = request.Reason,
            Stage = stage.Name,
            StageIndex = stage.Index,
            Mode = request.Mode,
            Actions = ActionsToRun(state, stage, request.Mode),
        });
        Advance.Decide(draft);
        return Verdict.Of(by.Id);
    }

    /// <summary>The closed actions that a retry opens again.</summary>
    public static int[] ActionsToRun(ExecutionState state, StageStructure stage, StageRetryMode mode) =>
    [
        .. Enumerable.Range(stage.FirstAction, stage.ActionCount)
            .Where(index => state.Actions[index].Status.IsClosed())
            .Where(index => mode == StageRetryMode.AllActions || !state.Actions[index].Status.CountsAsSuccess()),
    ];

    private static OrchestrationException? CheckStatus(ExecutionState state, StageStructure stage, StageRetryMode mode, Target target)
    {
        StageState stageState = state.Stages[stage.Index];
        bool isRunning = state.Status == ExecutionStatus.Running && stageState.Status == StageStatus.Running;
        if (isRunning && stageState.Counts.Failures > 0 && mode == StageRetryMode.FailedActions)
        {
            return null;
        }

        if (isRunning && stageState.Counts.Failures == 0 && stageState.Retries > 0)
        {
            return OrchestrationException.Refuse(ErrorCode.Conflict, Verb.RetryStage, target, "a retry of it already runs.", nameof(StageStatus.Running), RetryableStatuses);
        }

        bool canRetry = state.Status.IsRetryable() && stageState.Status.IsRetryable() && stageState.EnteredAt is not null;
        return canRetry
            ? null
            : OrchestrationException.Refuse(
                ErrorCode.StageNotRetryable,
                Verb.RetryStage,
                target,
                isRunning
                    ? "actions of it are in flight; only failed ones can be retried meanwhile."
                    : $"the stage is {stageState.Status}{(stageState.EnteredAt is null ? " and was never entered" : string.Empty)}, the execution {state.Status}.",
                stageState.Status.ToString(),
                RetryableStatuses,
                state.Intent?.Command.Id);
    }

    private static OrchestrationException? CheckWork(ExecutionState state, StageStructure stage, StageRetryMode mode, Target target)
    {
        bool hasLaterStage = state.Stages.AsSpan(stage.Index + 1).ToArray().Any(later => later.Status == StageStatus.NotRun);
        return hasLaterStage || ActionsToRun(state, stage, mode).Length > 0
            ? null
            : OrchestrationException.Refuse(
                ErrorCode.StageNotRetryable, Verb.RetryStage, target, "no action of it failed and no stage follows: nothing would run.", state.Stages[stage.Index].Status.ToString());
    }

    private static IReadOnlyList<string> RetryableStatuses { get; } =
        [.. Enum.GetValues<StageStatus>().Where(status => status.IsRetryable()).Select(status => status.ToString())];
}
