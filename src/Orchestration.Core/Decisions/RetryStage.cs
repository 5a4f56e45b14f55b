using Orchestration.Definitions;
using Orchestration.Executions;
using Orchestration.Lifecycles;
using Orchestration.Pipelines;

namespace Orchestration.Decisions;

/// <summary>CodePipeline's retry: a stage runs again in the same execution.</summary>
internal static class RetryStage
{
    public static OrchestrationException? Check(
        ExecutionState state, string stageName, StageRetryMode mode, CurrentDefinition definition, PipelineState? pipeline)
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
            ?? CheckLine(state, pipeline?.Find(stageName), target)
            ?? CheckWork(state, stage, mode, target);
    }

    public static Verdict Decide(Draft draft, RetryStageRequest request, CurrentDefinition definition, PipelineState? pipeline, CommandBy by)
    {
        ExecutionState state = draft.State;
        string content = CommandContent.OfRetryStage(request.Stage, request.Mode, request.Reason);
        if (Repetition.Find(state, Verb.RetryStage, by.Id, content) is { } known)
        {
            return known;
        }

        OrchestrationException? refusal = Repetition.CheckVersion(state, Verb.RetryStage, request.ExpectedVersion)
            ?? Check(state, request.Stage, request.Mode, definition, pipeline);
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
            AwaitsOrphans = state.Stages[stage.Index].Status.IsClosed()
                && state.Structure.Unlock == UnlockPolicy.AfterOrphansSettle
                && state.HasRunningOrphans(stage, draft.Epoch),
        });
        Advance.Decide(draft);
        return Verdict.Of(by.Id);
    }

    /// <summary>The closed actions that a retry opens again.</summary>
    public static int[] ActionsToRun(ExecutionState state, StageStructure stage, StageRetryMode mode) =>
    [
        .. Enumerable.Range(stage.FirstAction, stage.ActionCount)
            .Where(index => state.Actions[index].Status.IsClosed())
            .Where(index => mode == StageRetryMode.AllActions || !state.Actions[index].Status.CountsAsSuccess() || state.FindRollback(index) is not null),
    ];

    private static OrchestrationException? CheckStatus(ExecutionState state, StageStructure stage, StageRetryMode mode, Target target)
    {
        StageState stageState = state.Stages[stage.Index];
        if (state.Release is not null)
        {
            return OrchestrationException.Refuse(ErrorCode.Conflict, Verb.RetryStage, target, "what it left behind is being released.", stageState.Status.ToString(), RetryableStatuses);
        }

        if (Array.FindIndex(state.Stages, 0, stage.Index, earlier => earlier.IsRolledBack) is var earlier and >= 0)
        {
            return OrchestrationException.Refuse(
                ErrorCode.StageNotRetryable,
                Verb.RetryStage,
                target,
                $"stage '{state.Structure.Stages[earlier].Name}' before it was rolled back; resume from there.",
                stageState.Status.ToString(),
                RetryableStatuses,
                state.Intent?.Command.CallerId);
        }

        bool isRunning = state.Status == ExecutionStatus.Running && stageState.Status == StageStatus.Running;
        if (isRunning && stageState.Counts.Failures > 0 && mode == StageRetryMode.FailedActions)
        {
            return null;
        }

        if (stageState.IsAwaitingOrphans || (isRunning && stageState.Counts.Failures == 0 && stageState.Retries > 0))
        {
            return OrchestrationException.Refuse(ErrorCode.Conflict, Verb.RetryStage, target, "a retry of it already runs.", stageState.Status.ToString(), RetryableStatuses);
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
                state.Intent?.Command.CallerId);
    }

    /// <summary>Nobody may have come after it. One that has the lock, and whose condition is still being asked, has not entered.</summary>
    private static OrchestrationException? CheckLine(ExecutionState state, StageLine? line, Target target)
    {
        string status = state.Stages[state.Structure.FindStage(target.Stage!)!.Index].Status.ToString();
        if (line?.Latest is { } latest && latest != state.Id)
        {
            return OrchestrationException.Refuse(
                ErrorCode.StageSuperseded, Verb.RetryStage, target, $"execution {latest} has entered the stage since.", status);
        }

        return line?.Holder is { } holder && holder.Execution != state.Id
            ? OrchestrationException.Refuse(ErrorCode.Conflict, Verb.RetryStage, target, $"execution {holder.Execution} is about to enter the stage.", status)
            : null;
    }

    private static OrchestrationException? CheckWork(ExecutionState state, StageStructure stage, StageRetryMode mode, Target target)
    {
        bool hasLaterStage = state.Start.Type != ExecutionType.Reapply
            && state.Stages.AsSpan(stage.Index + 1).ToArray().Any(later => later.Status == StageStatus.NotRun);
        return hasLaterStage || ActionsToRun(state, stage, mode).Length > 0
            ? null
            : OrchestrationException.Refuse(
                ErrorCode.StageNotRetryable, Verb.RetryStage, target, "no action of it failed and no stage follows: nothing would run.", state.Stages[stage.Index].Status.ToString());
    }

    private static IReadOnlyList<string> RetryableStatuses { get; } =
        [.. Enum.GetValues<StageStatus>().Where(status => status.IsRetryable()).Select(status => status.ToString())];
}
