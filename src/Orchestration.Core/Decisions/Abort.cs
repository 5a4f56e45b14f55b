using Orchestration.Executions;
using Orchestration.Lifecycles;

namespace Orchestration.Decisions;

/// <summary>Harness's abort: of an execution, or of the stage that it is in.</summary>
internal static class Abort
{
    public static OrchestrationException? Check(ExecutionState state, StopMode mode, string? stage) =>
        CheckStage(state, stage) ?? Stopping.Check(state, Verb.Abort, mode, IntentOutcome.Aborted, stage);

    public static Verdict Decide(Draft draft, AbortRequest request, TimeSpan grace, CommandBy by) =>
        Stopping.Decide(
            draft, Verb.Abort, request, IntentOutcome.Aborted, request.Stage, grace, by, Check(draft.State, request.Mode, request.Stage));

    private static OrchestrationException? CheckStage(ExecutionState state, string? name)
    {
        if (name is null)
        {
            return null;
        }

        Target target = state.Target with { Stage = name };
        if (state.Structure.FindStage(name) is not { } stage)
        {
            return OrchestrationException.Refuse(ErrorCode.StageNotFound, Verb.Abort, target, "the pipeline has no such stage.");
        }

        StageStatus status = state.Stages[stage.Index].Status;
        Guid? intent = state.Intent?.Command.CallerId;
        if (!status.IsStarted())
        {
            return OrchestrationException.Refuse(
                ErrorCode.StageNotStarted, Verb.Abort, target, $"it is {status} and was not entered; abort the execution instead.", status.ToString(), ActiveStatuses, intent);
        }

        return status.IsClosed()
            ? OrchestrationException.Refuse(ErrorCode.NotStoppable, Verb.Abort, target, $"it is {status}.", status.ToString(), ActiveStatuses, intent)
            : null;
    }

    private static IReadOnlyList<string> ActiveStatuses { get; } =
        [.. Enum.GetValues<StageStatus>().Where(status => status.IsActive()).Select(status => status.ToString())];
}
